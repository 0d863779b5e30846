import { Problem, didYouMean, nearest, quote, typeName } from '../problem';

export const secretTooLarge = (most: number): Problem => ({
  code: 'SecretTooLarge',
  message: `the secret has more than ${most} bytes, which is all that Secrets Manager stores; keep in it what is needed to connect`,
});

export const secretNestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the secret nests deeper than ${most} levels; what the rotation function reads stands at the top`,
});

export const secretNotJson = (): Problem => ({
  code: 'NotJson',
  message:
    'the secret is not JSON; expected an object such as {"engine": "mysql", "host": "…", "username": "…", "password": "…"}, without comments, trailing commas or a byte order mark',
});

export const secretNotMapping = (given: unknown): Problem => ({
  code: 'SecretNotMapping',
  message: `the secret is ${typeName(given)}; expected a JSON object with engine, host, username and password`,
});

export const secretDuplicateKey = (key?: string): Problem => ({
  code: 'DuplicateKey',
  message: `${key === undefined ? 'a key that the rotation function does not read' : `the key ${quote(key)}`} stands in the secret twice, and only the last counts; keep one of the two`,
});

const SECRET_KEYS: Readonly<Record<string, Problem>> = {
  dbname: {
    code: 'DbnameMissing',
    message:
      'the key "dbname" is missing; the rotation functions of oracle and db2 cannot connect without the database\'s name',
  },
  masterarn: {
    code: 'MasterArnMissing',
    message:
      'the key "masterarn" is missing; the rotation function finds the master secret by it, and by nothing else',
  },
};

export const secretKeyMissing = (key: string): Problem =>
  SECRET_KEYS[key] ?? {
    code: 'MissingKey',
    message: `the key ${quote(key)} is missing; the rotation function stops without it`,
  };

export const secretKeyMisspelt = (given: string, meant: string): Problem => ({
  code: 'MisspeltKey',
  message: `the rotation function does not read the key ${quote(given)}; did you mean ${quote(meant)}? upper and lower case matter`,
});

export const secretKeyIgnored = (given: string, meant: string): Problem => ({
  code: 'KeyIgnored',
  message: `the rotation function does not read the key ${quote(given)}; if it is for the function, write ${quote(meant)}`,
});

export const secretWrongType = (key: string, given: unknown, wanted: string): Problem => ({
  code: 'WrongType',
  message: `${quote(key)} is ${typeName(given)}; expected ${wanted}`,
});

export const secretEmptyValue = (key: string): Problem => ({
  code: 'EmptyValue',
  message: `${quote(key)} is empty`,
});

export const engineWordUnknown = (given: string, accepted: readonly string[]): Problem => ({
  code: 'EngineUnknown',
  message: `no rotation function accepts this word${didYouMean(nearest(given, accepted))}; accepted here: ${accepted.join(', ')}`,
});

export const engineWordForeign = (other: string, engine: string, accepted: readonly string[]): Problem => ({
  code: 'EngineForeign',
  message: `the secret is one of ${other}, and the rotation function of ${engine} refuses it; accepted here: ${accepted.join(', ')}; or rotate it with the engine ${other}`,
});

export const engineWordRecent = (safe: string): Problem => ({
  code: 'EngineRecent',
  message: `versions of the rotation application from before the end of 2023 refuse this word; ${quote(safe)} means the same and is accepted by all`,
});

export const hostNotName = (): Problem => ({
  code: 'HostNotName',
  message:
    'this is not a DNS name; write the name alone, such as orders.abc123.us-east-1.rds.amazonaws.com, without scheme, user, port, path and spaces; the port stands under "port"',
});

export const hostIsAddress = (): Problem => ({
  code: 'HostIsAddress',
  message:
    "this is an IP address; write the DNS name, because the rotation function compares it with the server's certificate, and addresses change",
});

export const hostIsReader = (): Problem => ({
  code: 'HostIsReader',
  message:
    'this is the endpoint of readers, which change no password; write the writer\'s endpoint, the name without "-ro"',
});

export const hostIsReplica = (): Problem => ({
  code: 'HostIsReplica',
  message:
    'this is the endpoint of readers; the rotation function then asks the RDS API whether it belongs to the master secret\'s host, for which it needs a way there and permission; better write the writer\'s endpoint, the name without "-ro"',
});

export const secretPortInvalid = (): Problem => ({
  code: 'PortInvalid',
  message: 'this is not a port; expected a whole number from 1 to 65535, or its digits as a text',
});

export const userNameTooLong = (length: number, engine: string, suffix: string, most: number): Problem => ({
  code: 'UserNameTooLong',
  message: `the user name has ${length} characters; the rotation function of ${engine} makes a second user whose name ends in ${suffix} and has at most ${most}, so a name has at most ${most - suffix.length} of its own`,
});

export const secretSslInvalid = (): Problem => ({
  code: 'SslInvalid',
  message:
    'this is neither true nor false, so the rotation function ignores it and falls back to a connection without TLS; write true to require TLS, false to do without',
});

export const masterArnInvalid = (): Problem => ({
  code: 'MasterArnInvalid',
  message:
    'this is not the ARN of a secret; expected arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX, the whole ARN as Secrets Manager shows it',
});

export const masterArnPartial = (): Problem => ({
  code: 'MasterArnPartial',
  message:
    'the ARN does not end in a hyphen and six random characters, or they read like a word of the name; give the whole ARN as Secrets Manager shows it, so that no other secret is meant',
});

export const passwordNotUrlSafe = (): Problem => ({
  code: 'PasswordNotUrlSafe',
  message:
    'the password has characters that mean something else in a URL; a client that is given a connection URL must encode them; "excludeCharacters: url-safe" keeps them out of new passwords',
});

export const userNameNotUrlSafe = (): Problem => ({
  code: 'UserNameNotUrlSafe',
  message:
    'the user name has characters that mean something else in a URL; a client that is given a connection URL must encode them',
});

export const masterNotUsed = (engine: string): Problem => ({
  code: 'MasterNotUsed',
  message: `the rotation function of ${engine} reads no master secret with a single user; it is not compared with the secret`,
});

export const masterHostDiffers = (): Problem => ({
  code: 'MasterHostDiffers',
  message:
    'the two secrets do not name the same host, letter by letter; the rotation function then asks the RDS API whether one is a replica of the other, for which its role has no permission unless you grant it; name the same endpoint in both',
});

export const masterHostRefused = (engine: string): Problem => ({
  code: 'MasterHostRefused',
  message: `the two secrets do not name the same host, letter by letter; the rotation function of ${engine} refuses that`,
});

export const masterUserSame = (): Problem => ({
  code: 'MasterUserSame',
  message:
    'the master secret is that of the user who is rotated, or of the second of the two; the master secret holds the credentials of a superuser of its own',
});
