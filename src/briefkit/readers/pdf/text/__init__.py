"""Lines become running text: paragraphs, list items, notes, furniture, quotes, contents; cut words are joined."""
