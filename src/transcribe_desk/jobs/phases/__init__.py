"""Do one phase of the work on an interview inside a worker process."""
