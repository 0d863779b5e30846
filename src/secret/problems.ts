import { Problem, didYouMean, nearest, quote, typeName } from '../problem';

export const secretTooLarge = (most: number): Problem => ({
  code: 'SecretTooLarge',
  message: `the secret has more than ${most} bytes, which is all that Secrets Manager stores; keep in it what is needed to connect`,
});

export const secretGrowsTooLarge = (bytes: number, most: number): Problem => ({
  code: 'SecretTooLarge',
  message: `the rotation function writes the secret anew with blanks, escapes for all beyond ASCII and a new password, which makes ${bytes} bytes of it, and Secrets Manager stores at most ${most}; keep in it what is needed to connect`,
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

export const secretPortInvalid = (): Problem => ({
  code: 'PortInvalid',
  message: 'this is not a port; expected a whole number from 1 to 65535, or its digits as a text',
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

export const hostNotName = (): Problem => ({
  code: 'HostNotName',
  message:
    'this is not a DNS name; write the name alone, such as orders.abc123.us-east-1.rds.amazonaws.com, without scheme, user, port, path and spaces; the port stands under "port"',
});

export const hostIsLocal = (): Problem => ({
  code: 'HostIsLocal',
  message:
    "this is the rotation function's own machine, on which no database listens; write the DNS name of the database",
});

/** What becomes of a connection that no certificate fits. */
const withoutTls = (fallsBack: boolean): string =>
  fallsBack ? ', so that the function connects without TLS, and fails where the server demands it' : '';

export const hostIsAddress = (fallsBack: boolean): Problem => ({
  code: 'HostIsAddress',
  message: `this is an IP address, which changes with the database's machine${fallsBack ? " and which the server's certificate does not name" : ''}${withoutTls(fallsBack)}; write the DNS name`,
});

export const hostEndsInDot = (): Problem => ({
  code: 'HostEndsInDot',
  message: `the name ends in a dot, which the server's certificate does not have${withoutTls(true)}; leave the dot out`,
});

export const hostIsLoadBalancer = (fallsBack: boolean): Problem => ({
  code: 'HostIsLoadBalancer',
  message: `this is a load balancer or a VPC endpoint in front of the database${fallsBack ? ", and the server's certificate does not name it" : ''}${withoutTls(fallsBack)}; behind it has to be the writer, and a master secret has to name the same host; better write the database's own endpoint`,
});

export const hostNotInCertificate = (what: string): Problem => ({
  code: 'HostNotInCertificate',
  message: `"ssl" is true, so the rotation function compares the host with the server's certificate, and none names ${what}; write the database's own endpoint`,
});

export const hostNeedsCertificate = (): Problem => ({
  code: 'HostNeedsCertificate',
  message:
    '"ssl" is true, so the server\'s certificate has to name this host, and the certificates of RDS name its own endpoints alone; write the endpoint, unless the server has a certificate for this name that a public authority signed',
});

export const hostIsApi = (): Problem => ({
  code: 'HostIsApi',
  message:
    "this is the endpoint of an API of AWS, at which no database listens; write the database's own endpoint",
});

export const hostIsProxy = (): Problem => ({
  code: 'HostIsProxy',
  message:
    "this is an endpoint of RDS Proxy, which lets in the passwords of the secrets that it was given and not the new one that the rotation function tries, so that the rotation ends half-way; write the database's own endpoint here, and give the proxy's to the clients",
});

export const hostIsCustomEndpoint = (): Problem => ({
  code: 'HostIsCustomEndpoint',
  message:
    "this is a custom endpoint of a cluster, which leads to any of its members, and a password can be changed at the writer only; write the cluster's own endpoint, with .cluster- instead of .cluster-custom-",
});

export const hostIsReader = (): Problem => ({
  code: 'HostIsReader',
  message:
    'this is the endpoint of readers, which change no password; write the writer\'s endpoint, the name without "-ro"',
});

export const hostLooksLikeReader = (): Problem => ({
  code: 'HostLooksLikeReader',
  message:
    "this is called as a reader or a replica is, and those change no password; if it is one, write the writer's endpoint",
});

export const hostIsReplica = (): Problem => ({
  code: 'HostIsReplica',
  message:
    "this is the endpoint of readers or called like one; where the master secret names another host, the function asks the RDS API whether this one belongs to it, for which it needs a way there and permission; better write the writer's endpoint",
});

export const hostOfAnotherEngine = (title: string, engine: string, meant?: string): Problem => ({
  code: 'HostOfAnotherEngine',
  message: `this is the endpoint of ${title}, which the rotation function of ${engine} cannot talk to; ${meant === undefined ? "write the database's own endpoint" : `rotate it with the engine ${meant}, or write the endpoint of the database that is meant`}`,
});

export const hostOfRedshift = (): Problem => ({
  code: 'HostOfRedshift',
  message:
    'this is the endpoint of Amazon Redshift, which has a rotation function of its own; rotate it with the engine redshift, which knows its port, its grants and its users',
});

export const userNameTooLong = (length: number, engine: string, suffix: string, most: number): Problem => ({
  code: 'UserNameTooLong',
  message: `the user name has ${length} characters; the rotation function of ${engine} makes a second user whose name ends in ${suffix} and has at most ${most}, so a name has at most ${most - suffix.length} of its own`,
});

export const userNameCut = (bytes: number, most: number): Problem => ({
  code: 'UserNameTooLong',
  message: `the user name has ${bytes} bytes, and the database keeps ${most} of a name, so that it is not found again; give the user a shorter name`,
});

export const userNameIsSuffix = (suffix: string): Problem => ({
  code: 'UserNameIsSuffix',
  message: `of this user name the rotation function makes an empty one, because it takes ${suffix} for the second user's ending and cuts it off; give the user another name`,
});

export const userNameSuffixInOtherLetters = (suffix: string): Problem => ({
  code: 'UserNameSuffixInOtherLetters',
  message: `the user name ends as a second user's does, but in other letters than ${suffix}, so that the rotation function makes a third user of it; write the ending as ${suffix}, if it is a second user's`,
});

export const userNameStopsReplicas = (): Problem => ({
  code: 'UserNameStopsReplicas',
  message:
    'the user name has a quote or a backslash, which MariaDB writes into its binary log as it is, so that each rotation stops all replicas; give the user a name without',
});

const CALLED: Readonly<Record<string, readonly [subject: string, advice: string]>> = {
  username: ['the user name', 'give the user another name'],
  password: [
    'the password',
    'set one without in the database and in the secret; the rotations after that make their own',
  ],
  dbname: ["the database's name", 'name a database without'],
};

const REFUSED: Readonly<Record<string, string>> = {
  username: 'UserNameRefused',
  password: 'PasswordRefused',
  dbname: 'DbnameRefused',
};

export const charactersRefused = (key: string, what: string, why: string): Problem => ({
  code: REFUSED[key],
  message: `${CALLED[key][0]} has ${what}: ${why}; ${CALLED[key][1]}`,
});

export const sslInvalid = (): Problem => ({
  code: 'SslInvalid',
  message:
    'this is neither true nor false, so the rotation function tries TLS, and goes on without it when that fails; write true to require TLS, false to do without',
});

export const sslInvalidAndNotRead = (engine: string): Problem => ({
  code: 'SslInvalid',
  message: `this is neither true nor false; ${notRead(engine)}`,
});

export const sslNotRead = (engine: string): Problem => ({
  code: 'SslNotRead',
  message: notRead(engine),
});

const notRead = (engine: string): string =>
  `the rotation function of ${engine} does not read "ssl", so nothing here requires or forbids TLS; leave it out, unless your clients read it, and let the server demand TLS`;

export const masterArnInvalid = (): Problem => ({
  code: 'MasterArnInvalid',
  message:
    'this is neither the ARN nor the name of a secret; expected arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX, the whole ARN as Secrets Manager shows it',
});

export const masterArnIsName = (): Problem => ({
  code: 'MasterArnIsName',
  message:
    "this is a secret's name, which the rotation function finds in its own account and region only; give the whole ARN as Secrets Manager shows it",
});

export const managedMasterSecretNotUsed = (engine: string, start: string): Problem => ({
  code: 'ManagedMasterSecretNotUsed',
  message: `secrets whose names start with ${start} are managed by AWS and hold user name and password alone, and the rotation function of ${engine} does not complete those; name a master secret that you made, with engine, host, username and password`,
});

export const masterHostDiffers = (): Problem => ({
  code: 'MasterHostDiffers',
  message:
    "the two secrets do not name the same host; the rotation function then asks the RDS API whether the secret's is a replica of this one, for which it needs a way there and permission, and goes on only if it is; otherwise name the same endpoint in both",
});

export const masterHostRefused = (engine: string): Problem => ({
  code: 'MasterHostRefused',
  message: `the two secrets do not name the same host, letter by letter; the rotation function of ${engine} refuses that`,
});

export const masterHostSpelling = (): Problem => ({
  code: 'MasterHostRefused',
  message:
    'the two secrets name the same host in different letters or with a dot more, and the rotation function compares them letter by letter; write it the same in both',
});

export const masterHostNoReplica = (): Problem => ({
  code: 'MasterHostRefused',
  message:
    "the two secrets do not name the same host, and the RDS API would not call the secret's a replica of this one: that takes two endpoints of RDS in one region, the names of two databases, and the writer here; name the same endpoint in both",
});

export const masterHostOfManaged = (): Problem => ({
  code: 'MasterHostRefused',
  message:
    "AWS manages the master secret, so the rotation function takes that one's host from AWS and compares it with this one letter by letter; write the database's endpoint as AWS shows it, in small letters and without a dot at the end",
});

export const masterDbnameDiffers = (): Problem => ({
  code: 'MasterDbnameDiffers',
  message:
    'the two secrets do not name the same database, and MongoDB keeps each user in one; the rotation function looks for the user in this one, which is admin where none is named; name the same in both, unless the users are in Amazon DocumentDB, which has one set of them',
});

export const masterUserSame = (): Problem => ({
  code: 'MasterUserSame',
  message:
    'the master secret is that of the user who is rotated, or of another of those that it becomes in turn; the master secret holds the credentials of a superuser of its own',
});
