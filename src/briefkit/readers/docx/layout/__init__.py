"""Paper, anchors and flow: where on the page words and boxes stand, and the order in which an eye meets them."""
