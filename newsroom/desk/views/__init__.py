"""Pages and answers of the desk that are not the admin's. HTTP only: what they do is done elsewhere."""
