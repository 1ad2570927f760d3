"""What a course is: the declaration of its sheets, its rules and its figures. Pure."""
