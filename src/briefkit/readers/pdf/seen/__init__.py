"""What of a page a person sees and can read: hidden, covered and garbled text is told from the rest."""
