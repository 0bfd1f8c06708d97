#!/bin/sh
# Double-click it, or run it in a terminal with sh; one file for Linux and macOS.
cd "$(dirname "$0")" || exit 1
if [ ! -f start.py ]; then
    echo "{{ The file 'start.py' is missing beside this one. Unpack the whole archive, and start from the unpacked folder. }}"
    exit 1
fi
for python in python3 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
        exec "$python" start.py "$@"
    fi
done
echo "{{ The course needs Python 3.8 or later, which was not found. Install it, from https://www.python.org or with the package python3 of a Linux, and start again. }}"
exit 1
