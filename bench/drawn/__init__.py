"""Small PDFs of one construct each, drawn by hand, and how a reading of them is judged."""
