# SPDX-License-Identifier: Apache-2.0
"""llama.cpp's own server, as xllamacpp packs it: llama_server.py FILE PORT. Runs until it is ended."""
import sys
import time

import xllamacpp

settings = xllamacpp.CommonParams()
settings.model.path = sys.argv[1]
settings.port = int(sys.argv[2])
settings.n_ctx, settings.n_parallel = 0, 1
server = xllamacpp.Server(settings)
while True:
    time.sleep(60)
