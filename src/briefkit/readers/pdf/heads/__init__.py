"""Which of the text are headings, by looks, tags and outline, and how high each stands."""
