import { Rates } from "@pilothouse/api";
import { type OpenDatabase, readSetting, writeSetting } from "@pilothouse/db";
import type { Logger } from "@pilothouse/platform";

const SETTING = "rates";

interface KeptRates extends AsyncDisposable {
  readonly rates: Rates;
}

/** The rates, going on from where the run of the server before left them. Disposing keeps them for the next one. */
export async function openRates({ db }: Pick<OpenDatabase, "db">, log: Logger): Promise<KeptRates> {
  const rates = new Rates();
  rates.resume(await readSetting(db, SETTING));
  return {
    rates,
    [Symbol.asyncDispose]: () =>
      writeSetting(db, SETTING, rates.keep()).catch((error: unknown) => log.warn({ err: error }, "the rates were not kept")),
  };
}
