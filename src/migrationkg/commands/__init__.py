"""The command line: each module holds a few commands, which parse, call one public function, and print.

Results go to standard output, all else to standard error. Exit codes: 0 done, 1 the graph violates a shape, 2 nothing
could be done and one line says why, 3 done but something was left out, which is listed.
"""
