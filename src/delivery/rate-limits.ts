/** How much people may change at a time. */
export interface RateLimits {
  /** Counts one change of a person, and of everybody in their tenant where there is one; tells who has to wait when there were too many. */
  take(change: { readonly person: string; readonly tenant: string | undefined }): Promise<Wait | undefined>;
}

export interface Wait {
  readonly who: 'person' | 'tenant';
  readonly seconds: number;
}
