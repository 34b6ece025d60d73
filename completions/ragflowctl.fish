complete --keep-order --exclusive --command ragflowctl --arguments "(RAGFLOWCTL_COMPLETE=fish ragflowctl -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
