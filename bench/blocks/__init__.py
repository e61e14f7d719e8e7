"""Documents drawn at random, with the truth of their blocks: what ``bench/pdf_blocks.py`` reads."""
