"""What can be done with the book of numbers, one verb a file."""
