
set edit:completion:arg-completer[ragflowctl] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) RAGFLOWCTL_COMPLETE="elvish" ragflowctl -- $@words) | to-lines
}

