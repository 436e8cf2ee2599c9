import type { ModbusProfile, MqttProfile, Profile } from "#rules/site/profile.ts";
import { loadProfile, loadProfiles } from "../profiles/load.ts";

/** Every model that ships, in order of id. */
export const models = async (): Promise<readonly Profile[]> => await loadProfiles();

export const modbusModels = async (): Promise<readonly ModbusProfile[]> =>
  (await models()).filter(profile => profile.is === "modbus");

export const mqttModels = async (): Promise<readonly MqttProfile[]> =>
  (await models()).filter(profile => profile.is === "mqtt");

/** The model of an id; null: none such ships. */
export const model = async (id: string): Promise<Profile | null> => (await loadProfile(id)) ?? null;
