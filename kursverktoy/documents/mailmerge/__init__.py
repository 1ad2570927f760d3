"""Word's own mail merge: reading its fields, and saying the same in the tags of our templates."""
