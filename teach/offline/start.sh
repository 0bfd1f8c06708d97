#!/bin/sh
# Double-click it, or run it in a terminal with sh; one file for Linux and macOS.
cd "$(dirname "$0")" || exit 1
if [ ! -f start.py ]; then
    echo "{{ The file 'start.py' is missing beside this one. Unpack the whole archive, and start from the unpacked folder. }}"
    exit 1
fi
for python in python3 python; do
    # On a macOS without developer tools this name only asks whether to install them.
    if [ "$(command -v "$python")" = /usr/bin/python3 ] && [ -d /System/Library ] && ! xcode-select -p >/dev/null 2>&1; then
        continue
    fi
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
        exec "$python" start.py "$@"
    fi
done
# macOS and nearly every Linux bring Perl.
if perl -MIO::Socket::INET -e 1 2>/dev/null; then
    exec perl start.pl "$@"
fi
echo "{{ The course needs Python 3.8 or later, or Perl, and neither was found. Install Python, from https://www.python.org or with the package python3 of a Linux, and start again. }}"
exit 1
