"""The file itself: opening it, what is broken in it and the best that can be had of it, its layers."""
