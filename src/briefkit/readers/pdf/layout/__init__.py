"""Where things stand on a page: boxes, columns, tables, panels, wheels; the order in which the eye follows them."""
