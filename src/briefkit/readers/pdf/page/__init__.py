"""What pdfium tells of a page: words, lines and their looks, shapes, links, annotations, marked content."""
