"""Five fictional briefings, one module for each shape in which real ones arrive. Every place and person is invented."""
