"""SHACL validation and its report for people."""
