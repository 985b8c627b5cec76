"""The pages that readers see, one subject a file; they read published articles and change nothing."""
