/** Why the system, or the disk, refused something, as the person who runs the hotline reads it. */
export const failureTexts = {
  full: 'le disque est plein ; libérez de la place',
  readOnly: 'le disque ou le fichier est en lecture seule ; rendez-le accessible en écriture',
  rights: 'les droits manquent ; donnez-les au compte qui lance la Hotline',
  missing: 'le fichier ou le dossier n’existe pas',
  fileInPlace: 'un fichier est à la place d’un dossier ; déplacez-le, ou donnez un autre chemin',
  folderInPlace: 'un dossier est à la place d’un fichier ; déplacez-le, ou donnez un autre chemin',
  disk: 'le disque répond par une erreur ; vérifiez-le',
  tooManyFiles: 'trop de fichiers sont ouverts ; augmentez la limite du système (ulimit -n)',
  longName: 'le chemin est trop long',
  loop: 'le chemin tourne en rond (des liens qui se renvoient l’un à l’autre)',
  busy: 'un autre programme tient la base ; fermez-le, puis recommencez',
  damaged: 'le fichier de la base est abîmé ; restaurez la dernière sauvegarde',
  notOpened: 'le fichier ne peut pas être ouvert ; vérifiez ses droits et ceux de son dossier',
  stopped: (reason: string, path: string | undefined): string =>
    path === undefined ? `Arrêt : ${reason}.` : `Arrêt sur ${path} : ${reason}.`,
};
