"""One small Word file for each construct that a partnership's file may hold, and what a reader must make of it."""
