/** Ends the session that a browser sends: POST with `ACTION_HEADER`. */
export const SIGN_OUT_PATH = '/api/sign-out'
