"""The pages' API, asked over HTTP by users of every role."""
