"""The package of a Word file: opened within bounds, mended where it is damaged, each XML part as a tree."""
