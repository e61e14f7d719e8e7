"""Style sheet, lists, colours and symbol fonts: what a run or paragraph looks like and which number it bears."""
