"""Clean texts of many sorts, and ways in which text layers are spoilt."""
