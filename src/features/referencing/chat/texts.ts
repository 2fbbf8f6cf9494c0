export const signUpButtonText = 'Me référencer';
