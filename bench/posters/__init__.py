"""Word files like posters, drawn at random, whose reading order is known."""
