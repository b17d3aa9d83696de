"""What a file is, by its content: kinds, photos and PDF."""
