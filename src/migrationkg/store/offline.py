"""A process that gives up the network for good.

On Linux a seccomp filter (seccomp(2), no privilege needed) lets every later call of `socket` fail, whoever makes it:
the query engine, the resolver of names, Python. Elsewhere there is no such way without privileges, and the refusal of
`SERVICE` (`migrationkg.store.service`) stands alone.
"""

import ctypes
import errno
import platform
import struct
import sys

#: Machine → its number in the kernel's audit.h (AUDIT_ARCH_…) and the number of its system call `socket`.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198), "riscv64": (0xC00000F3, 198)}
_IO_URING_SETUP = 425  # on every machine; a ring can open sockets without `socket`
_X32 = 0x40000000  # from here on stand the same calls under other numbers

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # operations of linux/filter.h
_NUMBER, _MACHINE = 0, 4  # offsets in struct seccomp_data
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000 | errno.EACCES

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def go_offline() -> bool:
    """Take the network from this process and all that it starts; return whether that could be done here."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    code = _instructions(*_MACHINES[platform.machine()])
    program = _Program(len(code) // 8, code)
    try:
        control = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):  # a Python without the C library's calls
        return False
    if control(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(control(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _instructions(machine: int, socket: int) -> bytes:
    steps = (
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, 5, machine),  # a call in the manner of another machine fails
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 3, 0, _X32),
        (_EQUAL, 2, 0, socket),
        (_EQUAL, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _FAIL),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)
