"""A tar of paths that lead out of it, links and a device; operand: its name."""
import io
import sys
import tarfile

TEXT = open(__file__.rsplit("/", 1)[0] + "/report.txt", "rb").read()
with tarfile.open(sys.argv[1], "w", format=tarfile.USTAR_FORMAT) as tar:
    def add(name, kind=tarfile.REGTYPE, target=""):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        info.size = len(TEXT) if kind == tarfile.REGTYPE else 0
        tar.addfile(info, io.BytesIO(TEXT) if info.size else None)
    add("../../outside.txt")
    add("/absolute.txt")
    add("soft.txt", tarfile.SYMTYPE, "/etc/passwd")
    add("hard.txt", tarfile.LNKTYPE, "/etc/passwd")
    add("device", tarfile.CHRTYPE)
    add("good.txt")
