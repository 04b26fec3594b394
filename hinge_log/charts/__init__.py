"""Pictures in text: series and figures to lines of characters."""
