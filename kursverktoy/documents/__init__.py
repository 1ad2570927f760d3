"""What a course becomes in Word."""
