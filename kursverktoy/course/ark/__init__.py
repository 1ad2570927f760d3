"""The declaration of the course: one module for each sheet the coordinator fills in."""
