"""A Modbus server of another make with given registers: registers-peer.py (tcp|rtu) <port> <units as JSON>.

Units by number; of each `input` and `holding`: [address, form of Python's struct, value]. What is not given reads 0 up to
`zeroes`, and is refused beyond. A read that begins on one of `refused` is refused. No register is made by Hallwatch.
"""

import asyncio
import json
import struct
import sys

from pymodbus.datastore import ModbusServerContext, ModbusSlaveContext
from pymodbus.datastore.store import BaseModbusDataBlock
from pymodbus.server.async_io import ModbusTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer


class Registers(BaseModbusDataBlock):
    def __init__(self, entries, zeroes, refused):
        self.values = {address: 0 for address in range(zeroes)}
        self.refused = set(refused)
        for address, form, value in entries:
            packed = struct.pack(">" + form, value)
            for at in range(0, len(packed), 2):
                self.values[address + at // 2] = int.from_bytes(packed[at : at + 2], "big")

    def validate(self, address, count=1):
        return address not in self.refused and all(at in self.values for at in range(address, address + count))

    def getValues(self, address, count=1):
        return [self.values[at] for at in range(address, address + count)]


async def serve(wire, port, units):
    def context(unit):
        def block(table):
            return Registers(unit.get(table, []), unit.get("zeroes", 0), unit.get("refused", []))

        return ModbusSlaveContext(hr=block("holding"), ir=block("input"), zero_mode=True)

    framer = ModbusSocketFramer if wire == "tcp" else ModbusRtuFramer
    slaves = ModbusServerContext(slaves={int(number): context(unit) for number, unit in units.items()}, single=False)
    server = ModbusTcpServer(slaves, framer=framer, address=("127.0.0.1", port), allow_reuse_address=True)
    await server.serve_forever()


asyncio.run(serve(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])))
