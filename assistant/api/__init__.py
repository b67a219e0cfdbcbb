"""The three functions that programs call, without the web around them."""
