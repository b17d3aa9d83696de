"""Components as template tags, by what they draw: values, form fields, blocks."""
