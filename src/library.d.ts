// What the declarations of JavaScript's own library leave open as `any`, so that nothing is used before its type is looked at.

interface ArrayConstructor {
  isArray(value: unknown): value is readonly unknown[];
}

interface ObjectConstructor {
  entries<T>(value: { readonly [key: string]: T } | ArrayLike<T>): [string, T][];
  entries(value: object): [string, unknown][];
}
