"""What has been written into a folder: what changed, what is issued, what a person edited."""
