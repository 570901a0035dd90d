"""wheels.py WHEEL...: what each says of itself, against the module in it: machine, libraries, version of glibc."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MACHINES = {"x86_64": "X86-64", "aarch64": "AArch64"}
"""As `readelf` names them."""
SYSTEM = {
    *("libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libgcc_s.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
}
"""Of what manylinux lets a wheel need, what may be needed here."""


TAG = r"ywtb-[\d.]+-cp39-abi3-manylinux2014_\w+\.manylinux_2_(\d+)_(x86_64|aarch64)\.whl"


def readelf(option: str, file: Path) -> str:
    return subprocess.run(["readelf", "-W", option, file], check=True, capture_output=True, text=True).stdout


def check(wheel: Path) -> str:
    tag = re.fullmatch(
        TAG,
        wheel.name,
    )
    assert tag, f"{wheel.name}: not a wheel for every Python from 3.9 on"
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        [module] = [name for name in archive.namelist() if name.endswith(".so")]
        file = Path(archive.extract(module, folder))
        header, dynamic, versions = readelf("-h", file), readelf("-d", file), readelf("-V", file)
    assert MACHINES[tag[2]] in header, f"{wheel.name}: for another machine"
    needed = set(re.findall(r"NEEDED.*\[(.*)\]", dynamic))
    assert needed <= SYSTEM, f"{wheel.name}: needs {sorted(needed - SYSTEM)}"
    newest = max(int(minor) for minor in re.findall(r"GLIBC_2\.(\d+)", versions))
    assert newest <= int(tag[1]) <= 17, f"{wheel.name}: needs glibc 2.{newest}"
    return f"{wheel.name}: {tag[2]}, glibc 2.{newest}, {wheel.stat().st_size / 1e6:.1f} MB"


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(check(Path(argument)))
