"""What each document is made of, as a list of the names its template may use."""
