"""A Modbus server of another make, for tests: peer.py (pymodbus|libmodbus) (tcp|rtu|serial) <port or device>.

Units 1 to 3 have 200 of everything: a holding register is 1000 * unit + address, an input register 30000 + address, a coil
is on where its address is divisible by 3, a discrete input where it is divisible by 5. libmodbus knows one unit: 1.
"""

import asyncio
import ctypes
import sys

COUNT = 200
BAUD = 19200


def holding(unit):
    return [1000 * unit + i for i in range(COUNT)]


INPUTS = [30000 + i for i in range(COUNT)]
COILS = [int(i % 3 == 0) for i in range(COUNT)]
DISCRETES = [int(i % 5 == 0) for i in range(COUNT)]


def ready():
    print("ready", flush=True)


async def pymodbus(wire, place):
    from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
    from pymodbus.server.async_io import ModbusSerialServer, ModbusTcpServer
    from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer

    def unit(number):
        return ModbusSlaveContext(
            hr=ModbusSequentialDataBlock(0, holding(number)),
            ir=ModbusSequentialDataBlock(0, INPUTS),
            co=ModbusSequentialDataBlock(0, list(COILS)),
            di=ModbusSequentialDataBlock(0, list(DISCRETES)),
            zero_mode=True,
        )

    context = ModbusServerContext(slaves={n: unit(n) for n in (1, 2, 3)}, single=False)
    if wire == "serial":
        server = ModbusSerialServer(context, framer=ModbusRtuFramer, port=place, baudrate=BAUD)
        await server.start()
        ready()
        await server.serve_forever()
    framer = ModbusSocketFramer if wire == "tcp" else ModbusRtuFramer
    server = ModbusTcpServer(context, framer=framer, address=("127.0.0.1", int(place)))
    serving = asyncio.ensure_future(server.serve_forever())
    await server.serving
    ready()
    await serving


class Mapping(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_int)
        for name in ("nb_bits", "start_bits", "nb_input_bits", "start_input_bits")
        + ("nb_input_registers", "start_input_registers", "nb_registers", "start_registers")
    ] + [
        ("tab_bits", ctypes.POINTER(ctypes.c_uint8)),
        ("tab_input_bits", ctypes.POINTER(ctypes.c_uint8)),
        ("tab_input_registers", ctypes.POINTER(ctypes.c_uint16)),
        ("tab_registers", ctypes.POINTER(ctypes.c_uint16)),
    ]


def libmodbus(wire, place):
    lib = ctypes.CDLL("libmodbus.so.5")
    lib.modbus_new_tcp.restype = lib.modbus_new_rtu.restype = ctypes.c_void_p
    lib.modbus_new_rtu.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_char, ctypes.c_int, ctypes.c_int]
    lib.modbus_mapping_new.restype = ctypes.POINTER(Mapping)
    for call in (lib.modbus_set_slave, lib.modbus_connect, lib.modbus_receive, lib.modbus_reply):
        call.argtypes = None
    mapping = lib.modbus_mapping_new(COUNT, COUNT, COUNT, COUNT)
    for i in range(COUNT):
        mapping.contents.tab_bits[i] = COILS[i]
        mapping.contents.tab_input_bits[i] = DISCRETES[i]
        mapping.contents.tab_input_registers[i] = INPUTS[i]
        mapping.contents.tab_registers[i] = holding(1)[i]
    request = ctypes.create_string_buffer(260)
    if wire == "serial":
        context = ctypes.c_void_p(lib.modbus_new_rtu(place.encode(), BAUD, b"N", 8, 1))
        lib.modbus_set_slave(context, 1)
        assert lib.modbus_connect(context) == 0
        ready()
        while True:
            length = lib.modbus_receive(context, request)
            if length > 0:
                lib.modbus_reply(context, request, length, mapping)
    context = ctypes.c_void_p(lib.modbus_new_tcp(b"127.0.0.1", int(place)))
    lib.modbus_tcp_listen.argtypes = [ctypes.c_void_p, ctypes.c_int]
    socket = ctypes.c_int(lib.modbus_tcp_listen(context, 5))
    assert socket.value >= 0
    ready()
    while True:
        lib.modbus_tcp_accept(context, ctypes.byref(socket))
        length = 0
        while length >= 0:
            length = lib.modbus_receive(context, request)
            if length > 0:
                lib.modbus_reply(context, request, length, mapping)


make, wire, place = sys.argv[1:]
if make == "pymodbus":
    asyncio.run(pymodbus(wire, place))
else:
    libmodbus(wire, place)
