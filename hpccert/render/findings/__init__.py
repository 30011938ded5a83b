"""A report of findings -> the text that a program reads, the same for the same report; a module for each format."""

from hpccert.render.findings import github, json_list, junit, sarif

FORMATS = {each.NAME: each.render for each in (json_list, sarif, github, junit)}
