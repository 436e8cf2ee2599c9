import type { EquipmentKind, Words } from "./model.ts";

/** What a role of a kind measures, and what people call it after the name of its owner: `Main door` + `lock`. */
export type Role = { readonly class: string; readonly name: Words };

const role = (pointClass: string, zh: string, en: string): Role => ({ class: pointClass, name: { zh, en } });

/** Every kind of owner with the roles that its points may have. A zone is an owner like any equipment. */
export const kinds: Readonly<Record<EquipmentKind | "zone", Readonly<Record<string, Role>>>> = {
  zone: {
    occupancy: role("zone-occupancy-count", "人数", "people"),
    occupied: role("zone-occupied", "有人", "occupied"),
    temperature: role("zone-air-temp", "温度", "temperature"),
    humidity: role("zone-air-humidity", "湿度", "humidity"),
    co2: role("zone-co2", "二氧化碳", "CO₂"),
    illuminance: role("zone-illuminance", "照度", "illuminance"),
  },
  "weather-station": {
    temperature: role("outside-air-temp", "温度", "temperature"),
  },
  "air-conditioner": {
    mode: role("ac-mode", "模式", "mode"),
    setpoint: role("ac-setpoint", "设定温度", "setpoint"),
    return_temperature: role("zone-air-temp", "回风温度", "return temperature"),
    power: role("elec-power-active", "功率", "power"),
    run: role("ac-run-status", "运行状态", "run status"),
    fan_speed: role("ac-fan-speed", "风速", "fan speed"),
    fault: role("ac-fault", "故障", "fault"),
  },
  "light-circuit": {
    state: role("light-circuit-status", "开关状态", "state"),
    power: role("light-circuit-power", "功率", "power"),
  },
  "power-circuit": {
    state: role("switch-status", "开关状态", "state"),
    power: role("elec-power-active", "功率", "power"),
    energy: role("elec-energy-import", "电量", "energy"),
  },
  meter: {
    power: role("elec-power-active", "功率", "power"),
    energy: role("elec-energy-import", "电量", "energy"),
    voltage: role("elec-voltage", "电压", "voltage"),
    current: role("elec-current", "电流", "current"),
    frequency: role("elec-frequency", "频率", "frequency"),
    power_factor: role("elec-power-factor", "功率因数", "power factor"),
  },
  door: {
    contact: role("door-contact", "门磁", "contact"),
    lock: role("door-lock", "锁", "lock"),
  },
  window: {
    contact: role("window-contact", "窗磁", "contact"),
  },
  "alarm-panel": {
    arm: role("intrusion-arm-state", "布防状态", "arm state"),
    alarm: role("intrusion-alarm", "报警", "alarm"),
    tamper: role("device-tamper", "防拆", "tamper"),
    fault: role("intrusion-fault", "故障", "fault"),
  },
  extinguisher: {
    pressure: role("extinguisher-pressure", "压力", "pressure"),
    scan: role("inspection-scan", "巡检扫码", "inspection scan"),
  },
};

/** What the role is of this kind, or undefined when the kind has no such role. */
export const roleOf = (kind: EquipmentKind | "zone", name: string): Role | undefined =>
  Object.hasOwn(kinds[kind], name) ? kinds[kind][name] : undefined;
