<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Error</name>
    <message>
        <source>Malformed request</source>
        <translation>Fehlerhafte Anfrage</translation>
    </message>
    <message>
        <source>The server could not read the request. This is a fault in the program that sent it.</source>
        <translation>Der Server konnte die Anfrage nicht lesen. Das ist ein Fehler des Programms, das sie gesendet hat.</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>You are signed out. Sign in to go on; nothing you changed is lost.</source>
        <translation>Sie sind abgemeldet. Melden Sie sich an, um fortzufahren; keine Ihrer Änderungen ist verloren.</translation>
    </message>
    <message>
        <source>Fresh sign-in needed</source>
        <translation>Neue Anmeldung nötig</translation>
    </message>
    <message>
        <source>Confirm that it is you to go on.</source>
        <translation>Bestätigen Sie, dass Sie es sind, um fortzufahren.</translation>
    </message>
    <message>
        <source>Permission missing</source>
        <translation>Berechtigung fehlt</translation>
    </message>
    <message>
        <source>You do not have the permission for this.</source>
        <translation>Dazu fehlt Ihnen die Berechtigung.</translation>
    </message>
    <message>
        <source>HTTPS required</source>
        <translation>HTTPS nötig</translation>
    </message>
    <message>
        <source>This server answers over a secure connection only.</source>
        <translation>Dieser Server antwortet nur über eine sichere Verbindung.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>This does not exist, or it is not shared with you.</source>
        <translation>Das gibt es nicht, oder es ist nicht mit Ihnen geteilt.</translation>
    </message>
    <message>
        <source>Method not allowed</source>
        <translation>Methode nicht erlaubt</translation>
    </message>
    <message>
        <source>The server does not offer this. Is the program up to date?</source>
        <translation>Das bietet der Server nicht an. Ist das Programm auf dem neuesten Stand?</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>This cannot be done in the present state.</source>
        <translation>Das geht im jetzigen Zustand nicht.</translation>
    </message>
    <message>
        <source>Still working on it</source>
        <translation>Noch in Arbeit</translation>
    </message>
    <message>
        <source>The same request is still being worked on. Try again in a moment.</source>
        <translation>An derselben Anfrage wird noch gearbeitet. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Somebody changed this meanwhile. Look at the new version and try again.</source>
        <translation>Jemand hat das inzwischen geändert. Sehen Sie sich die neue Fassung an und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>This is more than the server takes at once.</source>
        <translation>Das ist mehr, als der Server auf einmal annimmt.</translation>
    </message>
    <message>
        <source>Address too long</source>
        <translation>Adresse zu lang</translation>
    </message>
    <message>
        <source>The address is too long.</source>
        <translation>Die Adresse ist zu lang.</translation>
    </message>
    <message>
        <source>Unsupported media type</source>
        <translation>Dateiart nicht unterstützt</translation>
    </message>
    <message>
        <source>The server takes JSON only.</source>
        <translation>Der Server nimmt nur JSON an.</translation>
    </message>
    <message>
        <source>Not this server</source>
        <translation>Nicht dieser Server</translation>
    </message>
    <message>
        <source>The server does not answer under this name. Check the address.</source>
        <translation>Der Server antwortet nicht unter diesem Namen. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Nicht gültig</translation>
    </message>
    <message>
        <source>Something in this is not valid.</source>
        <translation>Etwas daran ist nicht gültig.</translation>
    </message>
    <message>
        <source>Key used for another request</source>
        <translation>Schlüssel für eine andere Anfrage benutzt</translation>
    </message>
    <message>
        <source>The same request key was used for something else.</source>
        <translation>Derselbe Anfrageschlüssel wurde für etwas anderes benutzt.</translation>
    </message>
    <message>
        <source>Program too old</source>
        <translation>Programm zu alt</translation>
    </message>
    <message>
        <source>This program is too old for the server. Update it to go on.</source>
        <translation>Dieses Programm ist zu alt für den Server. Aktualisieren Sie es, um fortzufahren.</translation>
    </message>
    <message>
        <source>Version missing</source>
        <translation>Version fehlt</translation>
    </message>
    <message>
        <source>The request must say which version it changes.</source>
        <translation>Die Anfrage muss sagen, welche Version sie ändert.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>Too many requests in a short time. It goes on by itself in a moment.</source>
        <translation>Zu viele Anfragen in kurzer Zeit. Es geht gleich von selbst weiter.</translation>
    </message>
    <message>
        <source>Headers too large</source>
        <translation>Kopfzeilen zu groß</translation>
    </message>
    <message>
        <source>The request headers are too large.</source>
        <translation>Die Kopfzeilen der Anfrage sind zu groß.</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>Interner Fehler</translation>
    </message>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation>Etwas ging schief. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>The server is busy. It is tried again by itself.</source>
        <translation>Der Server ist beschäftigt. Es wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>Storage full</source>
        <translation>Speicher voll</translation>
    </message>
    <message>
        <source>There is no space left to store this. Nothing was changed.</source>
        <translation>Zum Speichern ist kein Platz mehr. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Es kam nicht rechtzeitig eine Antwort.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>The server cannot be reached. Your changes are kept and sent later.</source>
        <translation>Der Server ist nicht zu erreichen. Ihre Änderungen bleiben erhalten und werden später gesendet.</translation>
    </message>
    <message>
        <source>Not the server you trusted</source>
        <translation>Nicht der Server, dem Sie vertraut haben</translation>
    </message>
    <message>
        <source>The server&apos;s identity is not the one that you trusted. Nothing was sent to it.</source>
        <translation>Der Server weist sich anders aus als der, dem Sie vertraut haben. Es wurde nichts an ihn gesendet.</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>Nicht verstanden</translation>
    </message>
    <message>
        <source>The server&apos;s answer was not understood. Is this a Taskward server?</source>
        <translation>Die Antwort des Servers wurde nicht verstanden. Ist das ein Taskward-Server?</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>No keychain</source>
        <translation>Kein Schlüsselbund</translation>
    </message>
    <message>
        <source>No keychain is running on this computer, so the key of your tasks cannot be kept safe.</source>
        <translation>Auf diesem Rechner läuft kein Schlüsselbund; der Schlüssel Ihrer Aufgaben kann nicht sicher aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Keychain locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>Your keychain is locked. Unlock it to open your tasks.</source>
        <translation>Ihr Schlüsselbund ist gesperrt. Entsperren Sie ihn, um Ihre Aufgaben zu öffnen.</translation>
    </message>
    <message>
        <source>Keychain does not answer</source>
        <translation>Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>Your keychain does not answer. Nothing is lost; it can be tried again.</source>
        <translation>Ihr Schlüsselbund antwortet nicht. Nichts ist verloren; es lässt sich erneut versuchen.</translation>
    </message>
    <message>
        <source>Keychain access denied</source>
        <translation>Zugriff auf den Schlüsselbund verweigert</translation>
    </message>
    <message>
        <source>Access to your keychain was denied.</source>
        <translation>Der Zugriff auf Ihren Schlüsselbund wurde verweigert.</translation>
    </message>
    <message>
        <source>Keychain answers with another key</source>
        <translation>Schlüsselbund antwortet mit einem anderen Schlüssel</translation>
    </message>
    <message>
        <source>Your keychain gave a key that does not fit your tasks. Nothing was changed.</source>
        <translation>Ihr Schlüsselbund gab einen Schlüssel heraus, der nicht zu Ihren Aufgaben passt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Key not in the keychain</source>
        <translation>Schlüssel nicht im Schlüsselbund</translation>
    </message>
    <message>
        <source>The key of your tasks is not in your keychain.</source>
        <translation>Der Schlüssel Ihrer Aufgaben ist nicht in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>File damaged</source>
        <translation>Datei beschädigt</translation>
    </message>
    <message>
        <source>The file of your tasks is damaged or was made with another key.</source>
        <translation>Die Datei Ihrer Aufgaben ist beschädigt oder wurde mit einem anderen Schlüssel angelegt.</translation>
    </message>
    <message>
        <source>Storage unavailable</source>
        <translation>Speicher nicht verfügbar</translation>
    </message>
    <message>
        <source>The store cannot be read or written.</source>
        <translation>Der Speicher lässt sich nicht lesen oder beschreiben.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>The store is in use by another program.</source>
        <translation>Der Speicher wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>This conflicts with something that is there already.</source>
        <translation>Das steht im Widerspruch zu etwas, das schon da ist.</translation>
    </message>
    <message>
        <source>Device not recognised</source>
        <translation>Gerät nicht erkannt</translation>
    </message>
    <message>
        <source>This device could not prove that the session is its own. Sign in again.</source>
        <translation>Dieses Gerät konnte nicht nachweisen, dass die Sitzung seine eigene ist. Melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>The server asks for a fresh proof. It is sent again by itself.</source>
        <translation>Der Server verlangt einen frischen Nachweis. Er wird von selbst neu gesendet.</translation>
    </message>
    <message>
        <source>Code not right</source>
        <translation>Code stimmt nicht</translation>
    </message>
    <message>
        <source>This code does not fit. Wait for the next one and check the clock of your phone.</source>
        <translation>Dieser Code passt nicht. Warten Sie auf den nächsten und prüfen Sie die Uhr Ihres Telefons.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>That took too long or too many tries. Sign in again from the start.</source>
        <translation>Das hat zu lange gedauert oder zu viele Versuche gebraucht. Melden Sie sich von vorn an.</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>The tasks on this device were erased on request. They are still on the server.</source>
        <translation>Die Aufgaben auf diesem Gerät wurden auf Anforderung gelöscht. Auf dem Server sind sie noch.</translation>
    </message>
    <message>
        <source>Second factor needed</source>
        <translation>Zweiter Faktor nötig</translation>
    </message>
    <message>
        <source>Your organisation asks for a second factor. Set it up to go on.</source>
        <translation>Ihre Organisation verlangt einen zweiten Faktor. Richten Sie ihn ein, um weiterzuarbeiten.</translation>
    </message>
    <message>
        <source>New password needed</source>
        <translation>Neues Passwort nötig</translation>
    </message>
    <message>
        <source>Set a new password to go on.</source>
        <translation>Setzen Sie ein neues Passwort, um weiterzuarbeiten.</translation>
    </message>
    <message>
        <source>Password not accepted</source>
        <translation>Passwort nicht angenommen</translation>
    </message>
    <message>
        <source>This password is not strong enough.</source>
        <translation>Dieses Passwort ist nicht stark genug.</translation>
    </message>
</context>
<context>
    <name>taskward::ui</name>
    <message>
        <source>1 change waiting</source>
        <translation>1 Änderung wartet</translation>
    </message>
    <message>
        <source>%1 changes waiting</source>
        <translation>%1 Änderungen warten</translation>
    </message>
    <message>
        <source>not synced yet</source>
        <translation>noch nicht abgeglichen</translation>
    </message>
    <message>
        <source>last synced %1</source>
        <translation>zuletzt abgeglichen %1</translation>
    </message>
    <message>
        <source>last synced %1, %2</source>
        <translation>zuletzt abgeglichen am %1, %2</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>Auf diesem Rechner gespeichert</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Getting your tasks</source>
        <translation>Ihre Aufgaben werden geholt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Abgleich läuft</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Server not trusted</source>
        <translation>Server nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>Server was replaced</source>
        <translation>Server wurde ersetzt</translation>
    </message>
    <message>
        <source>Your changes are kept and sent later.</source>
        <translation>Ihre Änderungen bleiben erhalten und werden später gesendet.</translation>
    </message>
    <message>
        <source>You are offline. You can go on working; changes are sent when %1 answers again.</source>
        <translation>Sie sind offline. Sie können weiterarbeiten; Änderungen werden gesendet, sobald %1 wieder antwortet.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>You are signed out of %1. Nothing is lost; sign in to go on syncing.</source>
        <translation>Sie sind von %1 abgemeldet. Nichts ist verloren; melden Sie sich an, um weiter abzugleichen.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>The server&apos;s identity is not the one that you trusted. Nothing is sent to it; your tasks stay here. Ask its administrator before you go on.</source>
        <translation>Der Server weist sich anders aus als der, dem Sie vertraut haben. Es wird nichts an ihn gesendet; Ihre Aufgaben bleiben hier. Fragen Sie, wer ihn betreut, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>%1 is another server, or an older copy of itself. Nothing here was changed.</source>
        <translation>%1 ist ein anderer Server oder ein älterer Stand seiner selbst. Hier wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Choose what to do</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>One of your changes was not taken by the server. It is kept here.</source>
        <translation>Eine Ihrer Änderungen nahm der Server nicht an. Sie bleibt hier erhalten.</translation>
    </message>
    <message>
        <source>%1 of your changes were not taken by the server. They are kept here.</source>
        <translation>%1 Ihrer Änderungen nahm der Server nicht an. Sie bleiben hier erhalten.</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Nothing is lost: your tasks are on this computer, encrypted, as you left them.</source>
        <translation>Nichts ist verloren: Ihre Aufgaben liegen verschlüsselt auf diesem Rechner, wie Sie sie verlassen haben.</translation>
    </message>
    <message>
        <source>No keychain is running</source>
        <translation>Es läuft kein Schlüsselbund</translation>
    </message>
    <message>
        <source>The key of your tasks is kept in your desktop&apos;s keychain, and none answers. Install and start one (gnome-keyring, KWallet or KeePassXC with its Secret Service), then try again.</source>
        <translation>Der Schlüssel Ihrer Aufgaben liegt im Schlüsselbund Ihres Desktops, und keiner antwortet. Installieren und starten Sie einen (gnome-keyring, KWallet oder KeePassXC mit seinem Secret Service) und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Your keychain is locked</source>
        <translation>Ihr Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>The key of your tasks is in it. “Unlock the keychain” has your desktop ask for its password; Taskward never sees that password.</source>
        <translation>In ihm liegt der Schlüssel Ihrer Aufgaben. Mit „Schlüsselbund entsperren“ fragt Ihr Desktop nach dem Passwort; Taskward bekommt es nie zu sehen.</translation>
    </message>
    <message>
        <source>Your keychain does not answer</source>
        <translation>Ihr Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>It may be waiting for you in a prompt behind another window. Look there, or restart it, then try again.</source>
        <translation>Vielleicht wartet er in einer Abfrage hinter einem anderen Fenster auf Sie. Sehen Sie dort nach oder starten Sie ihn neu und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Your keychain refused</source>
        <translation>Ihr Schlüsselbund hat abgelehnt</translation>
    </message>
    <message>
        <source>Access to the key was denied. Allow Taskward in the keychain&apos;s prompt or its settings, then try again.</source>
        <translation>Der Zugriff auf den Schlüssel wurde verweigert. Erlauben Sie ihn Taskward in der Abfrage oder den Einstellungen des Schlüsselbunds und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keychain holds another key</source>
        <translation>Der Schlüsselbund enthält einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>What it answers does not fit your tasks. A keychain that was reset or restored does this. Bring the old one back and try again; or read your tasks anew from the server, while the present file is put aside.</source>
        <translation>Was er antwortet, passt nicht zu Ihren Aufgaben. Das geschieht, wenn er zurückgesetzt oder wiederhergestellt wurde. Holen Sie den alten zurück und versuchen Sie es erneut; oder lesen Sie Ihre Aufgaben neu vom Server, die jetzige Datei wird dabei beiseite gelegt.</translation>
    </message>
    <message>
        <source>The key is not in your keychain</source>
        <translation>Der Schlüssel ist nicht in Ihrem Schlüsselbund</translation>
    </message>
    <message>
        <source>The keychain answers, but has no key for your tasks. Is it the one you used before? Bring it back and try again; or read your tasks anew from the server, while the present file is put aside.</source>
        <translation>Der Schlüsselbund antwortet, hat aber keinen Schlüssel für Ihre Aufgaben. Ist es der, den Sie früher benutzt haben? Holen Sie ihn zurück und versuchen Sie es erneut; oder lesen Sie Ihre Aufgaben neu vom Server, die jetzige Datei wird dabei beiseite gelegt.</translation>
    </message>
    <message>
        <source>The file of your tasks is damaged</source>
        <translation>Die Datei Ihrer Aufgaben ist beschädigt</translation>
    </message>
    <message>
        <source>It cannot be read with its key. It can be put aside, kept for rescue, and your tasks read anew from the server. Changes that were waiting to be sent are in a file of their own and are sent if that one is whole.</source>
        <translation>Sie lässt sich mit ihrem Schlüssel nicht lesen. Sie kann zur Rettung beiseite gelegt und alles neu vom Server gelesen werden. Änderungen, die auf das Senden warteten, liegen in einer eigenen Datei und werden gesendet, wenn diese heil ist.</translation>
    </message>
    <message>
        <source>Already open</source>
        <translation>Schon geöffnet</translation>
    </message>
    <message>
        <source>Another Taskward has these tasks open. Close it, then try again.</source>
        <translation>Ein anderes Taskward hat diese Aufgaben geöffnet. Schließen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Your tasks cannot be opened</source>
        <translation>Ihre Aufgaben lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>something that is gone</source>
        <translation>etwas, das es nicht mehr gibt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Your inbox is empty</source>
        <translation>Ihr Eingang ist leer</translation>
    </message>
    <message>
        <source>What comes to mind goes here first. Press Q and write it down; sort it later.</source>
        <translation>Was Ihnen einfällt, kommt zuerst hierher. Drücken Sie Q und schreiben Sie es auf; geordnet wird später.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Nothing due today</source>
        <translation>Heute ist nichts fällig</translation>
    </message>
    <message>
        <source>Enjoy the day, or give a task today&apos;s date with T.</source>
        <translation>Genießen Sie den Tag, oder geben Sie einer Aufgabe mit T das heutige Datum.</translation>
    </message>
    <message>
        <source>Upcoming</source>
        <translation>Demnächst</translation>
    </message>
    <message>
        <source>Nothing planned</source>
        <translation>Nichts geplant</translation>
    </message>
    <message>
        <source>Tasks with a date appear here, day by day.</source>
        <translation>Hier erscheinen Aufgaben mit Datum, Tag für Tag.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Nothing to do here</source>
        <translation>Hier ist nichts zu tun</translation>
    </message>
    <message>
        <source>Add the first task above, or drag tasks here from another list.</source>
        <translation>Schreiben Sie oben die erste Aufgabe, oder ziehen Sie Aufgaben aus einer anderen Liste hierher.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>No task has this label</source>
        <translation>Keine Aufgabe trägt dieses Etikett</translation>
    </message>
    <message>
        <source>Give it to a task in its details, or write @%1 when you add one.</source>
        <translation>Geben Sie es einer Aufgabe in ihren Einzelheiten, oder schreiben Sie @%1 beim Hinzufügen.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <translation>Was suchen Sie?</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Titles and notes are searched, upper and lower case alike.</source>
        <translation>Gesucht wird in Titeln und Notizen, Groß- und Kleinschreibung sind gleich.</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>Noch keine Aufgaben</translation>
    </message>
    <message>
        <source>Press Q and write down the first one.</source>
        <translation>Drücken Sie Q und schreiben Sie die erste auf.</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>overdue, due %1</source>
        <translation>überfällig, fällig %1</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>fällig %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>part of %1</source>
        <translation>Teil von %1</translation>
    </message>
    <message>
        <source>sub-task, level %1</source>
        <translation>Teilaufgabe, Ebene %1</translation>
    </message>
    <message>
        <source>%1 of %2 sub-tasks done</source>
        <translation>%1 von %2 Teilaufgaben erledigt</translation>
    </message>
    <message>
        <source>has a note</source>
        <translation>mit Notiz</translation>
    </message>
    <message>
        <source>changed by two people, needs a look</source>
        <translation>von zwei Personen geändert, bitte ansehen</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Heute fällig</translation>
    </message>
    <message>
        <source>In the keychain of your desktop</source>
        <translation>Im Schlüsselbund Ihres Desktops</translation>
    </message>
    <message>
        <source>In a vault with a passphrase</source>
        <translation>In einem Tresor mit Passphrase</translation>
    </message>
    <message>
        <source>Nowhere: in memory only</source>
        <translation>Nirgends: nur im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Your desktop opens it when you log in, so Taskward starts without a question. Whoever can use your desktop session can open your tasks.</source>
        <translation>Ihr Desktop öffnet ihn beim Anmelden, daher startet Taskward ohne Frage. Wer Ihre Desktop-Sitzung benutzen kann, kann Ihre Aufgaben öffnen.</translation>
    </message>
    <message>
        <source>A file that your passphrase opens. You type it at each start and at each unlocking. Nobody can give it back to you: if it is forgotten, you sign in again and read your tasks from the server.</source>
        <translation>Eine Datei, die Ihre Passphrase öffnet. Sie geben sie bei jedem Start und bei jedem Entsperren ein. Niemand kann sie Ihnen zurückgeben: Ist sie vergessen, melden Sie sich neu an und lesen Ihre Aufgaben vom Server.</translation>
    </message>
    <message>
        <source>Nothing that opens your tasks stays on this computer. You sign in at each start, and changes that were not sent before Taskward ends are lost.</source>
        <translation>Nichts, was Ihre Aufgaben öffnet, bleibt auf diesem Computer. Sie melden sich bei jedem Start an, und Änderungen, die vor dem Ende von Taskward nicht gesendet wurden, sind verloren.</translation>
    </message>
    <message>
        <source>Secret Service (GNOME Keyring, KeePassXC)</source>
        <translation>Secret Service (GNOME-Schlüsselbund, KeePassXC)</translation>
    </message>
    <message>
        <source>KWallet</source>
        <translation>KWallet</translation>
    </message>
    <message>
        <source>Vault with a passphrase</source>
        <translation>Tresor mit Passphrase</translation>
    </message>
    <message>
        <source>Memory only</source>
        <translation>Nur Arbeitsspeicher</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Keiner gefunden</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Antwortet nicht</translation>
    </message>
    <message>
        <source>Refuses</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>Holds another key</source>
        <translation>Enthält einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>Has no key for your tasks</source>
        <translation>Hat keinen Schlüssel für Ihre Aufgaben</translation>
    </message>
    <message>
        <source>Another one than before</source>
        <translation>Ein anderer als bisher</translation>
    </message>
    <message>
        <source>Your keys are where they belong, and can be read.</source>
        <translation>Ihre Schlüssel sind, wo sie hingehören, und lassen sich lesen.</translation>
    </message>
    <message>
        <source>No keychain answers on this computer. Install and start one, or use a vault.</source>
        <translation>Auf diesem Computer antwortet kein Schlüsselbund. Installieren und starten Sie einen oder benutzen Sie einen Tresor.</translation>
    </message>
    <message>
        <source>It asks for its password before it gives anything out. Unlock it with your desktop&apos;s own prompt.</source>
        <translation>Er verlangt sein Passwort, bevor er etwas herausgibt. Entsperren Sie ihn mit der eigenen Abfrage Ihres Desktops.</translation>
    </message>
    <message>
        <source>It may be waiting for you in a prompt behind another window.</source>
        <translation>Vielleicht wartet er in einer Abfrage hinter einem anderen Fenster auf Sie.</translation>
    </message>
    <message>
        <source>Access was denied. Allow Taskward in the settings of the keychain.</source>
        <translation>Der Zugriff wurde verweigert. Erlauben Sie Taskward in den Einstellungen des Schlüsselbunds.</translation>
    </message>
    <message>
        <source>What it answers does not fit your tasks: it was reset or restored. Nothing was changed.</source>
        <translation>Was er antwortet, passt nicht zu Ihren Aufgaben: Er wurde zurückgesetzt oder wiederhergestellt. Geändert wurde nichts.</translation>
    </message>
    <message>
        <source>It answers, but has no entry for this account. Is it the one that you used before?</source>
        <translation>Er antwortet, hat aber keinen Eintrag für dieses Konto. Ist es der, den Sie bisher benutzt haben?</translation>
    </message>
    <message>
        <source>Your keys were put into %1, but now %2 answers. Nothing was moved.</source>
        <translation>Ihre Schlüssel wurden in %1 gelegt, jetzt antwortet aber %2. Verschoben wurde nichts.</translation>
    </message>
    <message>
        <source>key of the cache</source>
        <translation>Schlüssel des Zwischenspeichers</translation>
    </message>
    <message>
        <source>key of the outbox</source>
        <translation>Schlüssel des Postausgangs</translation>
    </message>
    <message>
        <source>refresh token</source>
        <translation>Erneuerungs-Token</translation>
    </message>
    <message>
        <source>key of this device</source>
        <translation>Schlüssel dieses Geräts</translation>
    </message>
    <message>
        <source>recovery key of the outbox</source>
        <translation>Wiederherstellungsschlüssel des Postausgangs</translation>
    </message>
    <message>
        <source>key of the server on this computer</source>
        <translation>Schlüssel des Servers auf diesem Computer</translation>
    </message>
    <message>
        <source>password of the server on this computer</source>
        <translation>Passwort des Servers auf diesem Computer</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed in on a new device</source>
        <translation>Auf einem neuen Gerät angemeldet</translation>
    </message>
    <message>
        <source>A copied session was used and was ended</source>
        <translation>Eine kopierte Sitzung wurde benutzt und beendet</translation>
    </message>
    <message>
        <source>A copied session was used and was refused</source>
        <translation>Eine kopierte Sitzung wurde benutzt und abgewiesen</translation>
    </message>
    <message>
        <source>A device was signed out</source>
        <translation>Ein Gerät wurde abgemeldet</translation>
    </message>
    <message>
        <source>Too many wrong tries: signing in has to wait</source>
        <translation>Zu viele falsche Versuche: Das Anmelden muss warten</translation>
    </message>
    <message>
        <source>Signing in is possible again</source>
        <translation>Das Anmelden ist wieder möglich</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Passwort geändert</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>Passwort zurückgesetzt</translation>
    </message>
    <message>
        <source>Second factor set up</source>
        <translation>Zweiter Faktor eingerichtet</translation>
    </message>
    <message>
        <source>Second factor removed</source>
        <translation>Zweiter Faktor entfernt</translation>
    </message>
    <message>
        <source>Second factor taken away by an administrator</source>
        <translation>Zweiter Faktor von der Verwaltung entfernt</translation>
    </message>
    <message>
        <source>Signed in with a recovery code</source>
        <translation>Mit einem Wiederherstellungscode angemeldet</translation>
    </message>
    <message>
        <source>New recovery codes made</source>
        <translation>Neue Wiederherstellungscodes erzeugt</translation>
    </message>
    <message>
        <source>Key for scripts made</source>
        <translation>Schlüssel für Skripte erzeugt</translation>
    </message>
    <message>
        <source>Key for scripts ended</source>
        <translation>Schlüssel für Skripte beendet</translation>
    </message>
    <message>
        <source>Reported: this was not me</source>
        <translation>Gemeldet: Das war ich nicht</translation>
    </message>
    <message>
        <source>Erasing a device was asked for</source>
        <translation>Löschen eines Geräts angefordert</translation>
    </message>
    <message>
        <source>A device was erased</source>
        <translation>Ein Gerät wurde gelöscht</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>heute, %1</translation>
    </message>
    <message>
        <source>yesterday, %1</source>
        <translation>gestern, %1</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>Signing in failed</source>
        <translation>Anmelden fehlgeschlagen</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>The password is not right.</source>
        <translation>Das Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>This code does not fit. Wait for the next one and type that.</source>
        <translation>Dieser Code passt nicht. Warten Sie auf den nächsten und geben Sie den ein.</translation>
    </message>
    <message>
        <source>Your phone is %1 behind. Let it set its clock by itself (automatic date and time), then type the next code.</source>
        <translation>Ihr Telefon geht %1 nach. Lassen Sie es seine Uhr selbst stellen (Datum und Uhrzeit automatisch) und geben Sie dann den nächsten Code ein.</translation>
    </message>
    <message>
        <source>Your phone is %1 ahead. Let it set its clock by itself (automatic date and time), then type the next code.</source>
        <translation>Ihr Telefon geht %1 vor. Lassen Sie es seine Uhr selbst stellen (Datum und Uhrzeit automatisch) und geben Sie dann den nächsten Code ein.</translation>
    </message>
    <message>
        <source>One try is left.</source>
        <translation>Ein Versuch bleibt.</translation>
    </message>
    <message>
        <source>%1 tries are left.</source>
        <translation>%1 Versuche bleiben.</translation>
    </message>
    <message>
        <source>Try again in %1.</source>
        <translation>Versuchen Sie es in %1 wieder.</translation>
    </message>
    <message>
        <source>Use at least %1 characters.</source>
        <translation>Nehmen Sie mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>It is too short.</source>
        <translation>Es ist zu kurz.</translation>
    </message>
    <message>
        <source>Use at most %1 characters.</source>
        <translation>Nehmen Sie höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>It is too long.</source>
        <translation>Es ist zu lang.</translation>
    </message>
    <message>
        <source>It holds something that is not text.</source>
        <translation>Es enthält etwas, das kein Text ist.</translation>
    </message>
    <message>
        <source>It is on the list of common passwords, which are tried first.</source>
        <translation>Es steht auf der Liste häufiger Passwörter, die zuerst probiert werden.</translation>
    </message>
    <message>
        <source>It holds a name that has to do with you or this place.</source>
        <translation>Es enthält einen Namen, der mit Ihnen oder diesem Ort zu tun hat.</translation>
    </message>
    <message>
        <source>It holds “%1”, which has to do with you or this place.</source>
        <translation>Es enthält „%1“, das mit Ihnen oder diesem Ort zu tun hat.</translation>
    </message>
    <message>
        <source>It repeats one piece again and again.</source>
        <translation>Es wiederholt immer wieder dasselbe Stück.</translation>
    </message>
    <message>
        <source>It is easy to guess. A few words by chance are better.</source>
        <translation>Es ist leicht zu erraten. Ein paar zufällige Wörter sind besser.</translation>
    </message>
    <message>
        <source>Very weak</source>
        <translation>Sehr schwach</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Very strong</source>
        <translation>Sehr stark</translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Set a new one</source>
        <translation>Neues setzen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::AddressPage</name>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>Its administrator gave you an address or a connect code. A code is safer: it also says how to recognise the server.</source>
        <translation>Wer ihn betreut, hat Ihnen eine Adresse oder einen Verbindungscode gegeben. Ein Code ist sicherer: Er sagt auch, woran der Server zu erkennen ist.</translation>
    </message>
    <message>
        <source>&amp;Address or connect code</source>
        <translation>&amp;Adresse oder Verbindungscode</translation>
    </message>
    <message>
        <source>tasks.example.org</source>
        <translation>aufgaben.example.org</translation>
    </message>
    <message>
        <source>Address or connect code</source>
        <translation>Adresse oder Verbindungscode</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ApiKeyDialog</name>
    <message>
        <source>A key for a script</source>
        <translation>Ein Schlüssel für ein Skript</translation>
    </message>
    <message>
        <source>A program signs in with it in your name. It can do what you tick here and never more than you may yourself.</source>
        <translation>Ein Programm meldet sich damit in Ihrem Namen an. Es darf, was Sie hier ankreuzen, und nie mehr als Sie selbst.</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel erzeugen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>nightly report</source>
        <translation>Bericht jede Nacht</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>Er darf</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tagen</translation>
    </message>
    <message>
        <source>&amp;Ends after</source>
        <translation>&amp;Endet nach</translation>
    </message>
    <message>
        <source>Only from these &amp;addresses, one a line (empty: from anywhere)</source>
        <translation>Nur von diesen &amp;Adressen, eine je Zeile (leer: von überall)</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>Copy for 30 seconds</source>
        <translation>Für 30 Sekunden kopieren</translation>
    </message>
    <message>
        <source>Give it a name, to know it again later.</source>
        <translation>Geben Sie ihm einen Namen, um ihn wiederzuerkennen.</translation>
    </message>
    <message>
        <source>Tick what it may do.</source>
        <translation>Kreuzen Sie an, was er darf.</translation>
    </message>
    <message>
        <source>“%1” is no address or network.</source>
        <translation>„%1“ ist keine Adresse und kein Netz.</translation>
    </message>
    <message>
        <source>The key of “%1”</source>
        <translation>Der Schlüssel von „%1“</translation>
    </message>
    <message>
        <source>It is shown this once. Put it where the script reads it, in a file that only it can read; never into the script itself.</source>
        <translation>Er wird nur dieses eine Mal gezeigt. Legen Sie ihn dorthin, wo das Skript ihn liest, in eine Datei, die nur es lesen kann; nie in das Skript selbst.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ApiKeyList</name>
    <message>
        <source>Make a key…</source>
        <translation>Schlüssel erzeugen …</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>None. A key lets a script of yours work with your tasks.</source>
        <translation>Keine. Ein Schlüssel lässt eines Ihrer Skripte mit Ihren Aufgaben arbeiten.</translation>
    </message>
    <message>
        <source>last used %1</source>
        <translation>zuletzt benutzt %1</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>nie benutzt</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>endet %1</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Endet bald</translation>
    </message>
    <message>
        <source>End it…</source>
        <translation>Beenden …</translation>
    </message>
    <message>
        <source>End the key “%1”?</source>
        <translation>Den Schlüssel „%1“ beenden?</translation>
    </message>
    <message>
        <source>Whatever uses it stops working at once. It cannot be brought back.</source>
        <translation>Was ihn benutzt, arbeitet sofort nicht mehr. Er lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>taskward::ui::Banner</name>
    <message>
        <source>Copy the reference for whoever helps</source>
        <translation>Die Kennung kopieren, für wer auch immer hilft</translation>
    </message>
    <message>
        <source>Copy the reference %1</source>
        <translation>Die Kennung %1 kopieren</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ChangePasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Jetziges Passwort</translation>
    </message>
    <message>
        <source>&amp;Keep my other devices signed in</source>
        <translation>Meine anderen Geräte &amp;angemeldet lassen</translation>
    </message>
    <message>
        <source>&amp;Present password</source>
        <translation>&amp;Jetziges Passwort</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Type your present password.</source>
        <translation>Geben Sie Ihr jetziges Passwort ein.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::CodeDialog</name>
    <message>
        <source>Second step</source>
        <translation>Zweiter Schritt</translation>
    </message>
    <message>
        <source>Open the authenticator on your phone and type the code that it shows for Taskward. Nobody, from your organisation or elsewhere, will ever ask you for this code.</source>
        <translation>Öffnen Sie den Authenticator auf Ihrem Telefon und geben Sie den Code ein, den er für Taskward zeigt. Niemand, weder aus Ihrer Organisation noch anderswo, wird Sie je nach diesem Code fragen.</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>&amp;Code</translation>
    </message>
    <message>
        <source>Six digits of your authenticator, or a recovery code</source>
        <translation>Sechs Ziffern Ihres Authenticators oder ein Wiederherstellungscode</translation>
    </message>
    <message>
        <source>The phone is not at hand</source>
        <translation>Das Telefon ist nicht zur Hand</translation>
    </message>
    <message>
        <source>Use a recovery code</source>
        <translation>Einen Wiederherstellungscode benutzen</translation>
    </message>
    <message>
        <source>Type one of the ten codes that you kept when you set up the second factor. Each works once. If they are lost too, an administrator can take the factor away; they never see it.</source>
        <translation>Geben Sie einen der zehn Codes ein, die Sie beim Einrichten des zweiten Faktors aufbewahrt haben. Jeder gilt einmal. Sind auch sie verloren, kann die Verwaltung den Faktor entfernen; sehen kann sie ihn nie.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The time is over. Close this and sign in again.</source>
        <translation>Die Zeit ist um. Schließen Sie das hier und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Tries left: %1  ·  time left: %2</source>
        <translation>Versuche: %1  ·  Zeit: %2</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ConflictBox</name>
    <message>
        <source>%1 was changed by two people</source>
        <translation>%1 wurde von zwei Personen geändert</translation>
    </message>
    <message>
        <source>In use: %1 (%2)
The other: %3 (%4)</source>
        <translation>In Kraft: %1 (%2)
Der andere Wert: %3 (%4)</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Use the other value</source>
        <translation>Den anderen Wert nehmen</translation>
    </message>
    <message>
        <source>%1 stays %2</source>
        <translation>%1 bleibt %2</translation>
    </message>
    <message>
        <source>%1 becomes %2</source>
        <translation>%1 wird %2</translation>
    </message>
</context>
<context>
    <name>taskward::ui::DesktopSignals</name>
    <message>
        <source>Puts the key of your tasks away</source>
        <translation>Räumt den Schlüssel Ihrer Aufgaben weg</translation>
    </message>
</context>
<context>
    <name>taskward::ui::DetailPane</name>
    <message>
        <source>Task details</source>
        <translation>Einzelheiten der Aufgabe</translation>
    </message>
    <message>
        <source>Open the parent task</source>
        <translation>Übergeordnete Aufgabe öffnen</translation>
    </message>
    <message>
        <source>Delete the task</source>
        <translation>Aufgabe löschen</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Control and Enter saves</source>
        <translation>Strg und Eingabe speichert</translation>
    </message>
    <message>
        <source>Complete %1</source>
        <translation>%1 erledigen</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>Angelegt am %1</translation>
    </message>
    <message>
        <source>Change title</source>
        <translation>Titel ändern</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>Notiz ändern</translation>
    </message>
</context>
<context>
    <name>taskward::ui::DeviceList</name>
    <message>
        <source>Sign out all others…</source>
        <translation>Alle anderen abmelden …</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Benutzung</translation>
    </message>
    <message>
        <source>last used %1</source>
        <translation>zuletzt benutzt %1</translation>
    </message>
    <message>
        <source>signed in %1</source>
        <translation>angemeldet %1</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Will be erased</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Sign out “%1”?</source>
        <translation>„%1“ abmelden?</translation>
    </message>
    <message>
        <source>It can do nothing more from now on. The tasks on it stay there, encrypted, until somebody signs in on it again or it is erased.</source>
        <translation>Es kann ab jetzt nichts mehr tun. Die Aufgaben darauf bleiben dort, verschlüsselt, bis sich jemand wieder darauf anmeldet oder es gelöscht wird.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Erase Taskward on “%1”?</source>
        <translation>Taskward auf „%1“ löschen?</translation>
    </message>
    <message>
        <source>As soon as it next reaches the server it destroys its key, then its files: Taskward&apos;s own and nothing else. Changes on it that were not sent are lost. It reports when it is done, and you see it here.</source>
        <translation>Sobald es den Server das nächste Mal erreicht, vernichtet es seinen Schlüssel, dann seine Dateien: die von Taskward und sonst nichts. Änderungen darauf, die nicht gesendet wurden, sind verloren. Es meldet, wenn es fertig ist, und Sie sehen es hier.</translation>
    </message>
    <message>
        <source>Erase it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Sign out all other devices?</source>
        <translation>Alle anderen Geräte abmelden?</translation>
    </message>
    <message>
        <source>Only this one stays signed in. The others ask for your password again.</source>
        <translation>Nur dieses bleibt angemeldet. Die anderen fragen wieder nach Ihrem Passwort.</translation>
    </message>
    <message>
        <source>Sign out all others</source>
        <translation>Alle anderen abmelden</translation>
    </message>
</context>
<context>
    <name>taskward::ui::EventList</name>
    <message>
        <source>Earlier</source>
        <translation>Früheres</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Nothing happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Nicht ich</translation>
    </message>
</context>
<context>
    <name>taskward::ui::FingerprintPage</name>
    <message>
        <source>I compared it: it is the same</source>
        <translation>Ich habe verglichen: Er stimmt überein</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Trust it</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Fingerprint of the server&apos;s key (SHA-256)</source>
        <translation>Fingerabdruck des Serverschlüssels (SHA-256)</translation>
    </message>
    <message>
        <source>Ask whoever runs the server, by telephone or in person, for what this command prints on it:

taskward-server cert fingerprint

If a single character differs, somebody may stand in between: cancel, and tell them.</source>
        <translation>Fragen Sie am Telefon oder persönlich, wer den Server betreibt, was dieser Befehl dort ausgibt:

taskward-server cert fingerprint

Weicht auch nur ein Zeichen ab, steht vielleicht jemand dazwischen: Brechen Sie ab und sagen Sie Bescheid.</translation>
    </message>
    <message>
        <source>Is this your server?</source>
        <translation>Ist das Ihr Server?</translation>
    </message>
    <message>
        <source>You meet %1 for the first time. Nobody vouches for it, so compare its fingerprint once; afterwards Taskward recognises it by itself.</source>
        <translation>Sie begegnen %1 zum ersten Mal. Niemand bürgt dafür; vergleichen Sie deshalb einmal den Fingerabdruck. Danach erkennt Taskward ihn von selbst.</translation>
    </message>
    <message>
        <source>Fingerprint %1</source>
        <translation>Fingerabdruck %1</translation>
    </message>
    <message>
        <source>Not trusted yet</source>
        <translation>Noch nicht vertraut</translation>
    </message>
</context>
<context>
    <name>taskward::ui::GeneralPage</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>%1 · %2 at %3</source>
        <translation>%1 · %2 auf %3</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>%1 changes were not sent yet. They are lost if you sign out now. Your tasks on this computer are erased.</source>
        <translation>%1 Änderungen wurden noch nicht gesendet. Sie gehen verloren, wenn Sie sich jetzt abmelden. Ihre Aufgaben auf diesem Rechner werden gelöscht.</translation>
    </message>
    <message>
        <source>Your tasks are erased from this computer; they stay on the server.</source>
        <translation>Ihre Aufgaben werden von diesem Rechner gelöscht; auf dem Server bleiben sie.</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Abmelden?</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Verwerfen und abmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
</context>
<context>
    <name>taskward::ui::KeychainDialog</name>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::KeychainPage</name>
    <message>
        <source>Unlock it</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Move them there</source>
        <translation>Dorthin verschieben</translation>
    </message>
    <message>
        <source>Your tasks on this computer are encrypted. The keys to them are kept apart from them, and here you see where.</source>
        <translation>Ihre Aufgaben auf diesem Computer sind verschlüsselt. Die Schlüssel dazu werden getrennt von ihnen aufbewahrt, und hier sehen Sie, wo.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Keep the keys</source>
        <translation>Die Schlüssel aufbewahren</translation>
    </message>
    <message>
        <source>They are read, written to the new place, read back from it, and only then taken away from the old one. You can move them again at any time.</source>
        <translation>Sie werden gelesen, an den neuen Ort geschrieben, von dort zurückgelesen und erst dann vom alten entfernt. Sie können sie jederzeit wieder verschieben.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Looking at the keychain…</source>
        <translation>Der Schlüsselbund wird angesehen …</translation>
    </message>
    <message>
        <source>%1  ·  answered after %2 ms</source>
        <translation>%1  ·  antwortete nach %2 ms</translation>
    </message>
    <message>
        <source>Kept there: %1</source>
        <translation>Dort aufbewahrt: %1</translation>
    </message>
    <message>
        <source>Also on this computer: %1</source>
        <translation>Auch auf diesem Computer: %1</translation>
    </message>
    <message>
        <source>Moved and read back: your keys are there now.</source>
        <translation>Verschoben und zurückgelesen: Ihre Schlüssel sind jetzt dort.</translation>
    </message>
    <message>
        <source>Nothing was moved.</source>
        <translation>Es wurde nichts verschoben.</translation>
    </message>
    <message>
        <source>Nothing was moved, the old place stays in force. %1</source>
        <translation>Es wurde nichts verschoben, der alte Ort gilt weiter. %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::LockPage</name>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Your tasks are closed and their key is put away. Your passphrase opens them.</source>
        <translation>Ihre Aufgaben sind geschlossen, ihr Schlüssel ist weggeräumt. Ihre Passphrase öffnet sie.</translation>
    </message>
    <message>
        <source>Your tasks are closed and their key is put away. “Unlock” reads it from your keychain, which asks for its password if it is locked too.</source>
        <translation>Ihre Aufgaben sind geschlossen, ihr Schlüssel ist weggeräumt. „Entsperren“ liest ihn aus Ihrem Schlüsselbund, der nach seinem Passwort fragt, wenn er auch gesperrt ist.</translation>
    </message>
    <message>
        <source>Taskward is locked</source>
        <translation>Taskward ist gesperrt</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt …</translation>
    </message>
</context>
<context>
    <name>taskward::ui::LockSettingsPage</name>
    <message>
        <source>After this many minutes without a key or click in it</source>
        <translation>Nach so vielen Minuten ohne Taste oder Klick darin</translation>
    </message>
    <message>
        <source>When the desktop locks its screen</source>
        <translation>Wenn der Desktop seinen Bildschirm sperrt</translation>
    </message>
    <message>
        <source>Before the computer sleeps</source>
        <translation>Bevor der Computer schläft</translation>
    </message>
    <message>
        <source>When the window is minimised</source>
        <translation>Wenn das Fenster verkleinert wird</translation>
    </message>
    <message>
        <source>When Taskward starts</source>
        <translation>Wenn Taskward startet</translation>
    </message>
    <message>
        <source>Locking closes your tasks, forgets their key and empties the window. What you were typing is kept first.</source>
        <translation>Sperren schließt Ihre Aufgaben, vergisst ihren Schlüssel und leert das Fenster. Was Sie gerade schreiben, wird vorher aufbewahrt.</translation>
    </message>
    <message>
        <source>Unlocking reads the key from the keychain of your desktop. While that is open, whoever sits here can unlock: a vault with a passphrase (page Keychain) asks for it each time.</source>
        <translation>Entsperren liest den Schlüssel aus dem Schlüsselbund Ihres Desktops. Solange der offen ist, kann entsperren, wer hier sitzt: Ein Tresor mit Passphrase (Seite Schlüsselbund) fragt jedes Mal danach.</translation>
    </message>
    <message>
        <source>Your keys are in memory only, so nothing could unlock it again: signing out is the lock. Choose another place on the page Keychain to use it.</source>
        <translation>Ihre Schlüssel sind nur im Arbeitsspeicher, nichts könnte also wieder entsperren: Abmelden ist hier die Sperre. Wählen Sie auf der Seite Schlüsselbund einen anderen Ort, um sie zu benutzen.</translation>
    </message>
    <message>
        <source>Minutes until it locks</source>
        <translation>Minuten bis zum Sperren</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt sperren</translation>
    </message>
</context>
<context>
    <name>taskward::ui::MainWindow</name>
    <message>
        <source>My tasks</source>
        <translation>Meine Aufgaben</translation>
    </message>
    <message>
        <source>The prompt was closed, and the keychain stayed locked.</source>
        <translation>Die Abfrage wurde geschlossen, der Schlüsselbund blieb gesperrt.</translation>
    </message>
    <message>
        <source>The keychain did not unlock: %1</source>
        <translation>Der Schlüsselbund wurde nicht entsperrt: %1</translation>
    </message>
    <message>
        <source>It stays locked.</source>
        <translation>Es bleibt gesperrt.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::NameDialog</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Edit project</source>
        <translation>Projekt bearbeiten</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>Neuer Abschnitt</translation>
    </message>
    <message>
        <source>Rename section</source>
        <translation>Abschnitt umbenennen</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>Neues Etikett</translation>
    </message>
    <message>
        <source>Edit label</source>
        <translation>Etikett bearbeiten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::NewPasswordFields</name>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>Neues Passwort noch einmal</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>&amp;Neues Passwort</translation>
    </message>
    <message>
        <source>Make a passphrase</source>
        <translation>Passphrase erzeugen</translation>
    </message>
    <message>
        <source>Six words by chance, about %1 bits</source>
        <translation>Sechs zufällige Wörter, etwa %1 Bit</translation>
    </message>
    <message>
        <source>&amp;Once more</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Neue Passphrase</translation>
    </message>
    <message>
        <source>New passphrase once more</source>
        <translation>Neue Passphrase noch einmal</translation>
    </message>
    <message>
        <source>&amp;New passphrase</source>
        <translation>&amp;Neue Passphrase</translation>
    </message>
    <message>
        <source>Type the new one.</source>
        <translation>Geben Sie das neue ein.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::NotMeDialog</name>
    <message>
        <source>This was not you?</source>
        <translation>Das waren nicht Sie?</translation>
    </message>
    <message>
        <source>All your other devices are signed out at once and your keys for scripts are frozen. Then you set a new password and a new second factor. Your tasks stay as they are, and what happened stays in the list of events.</source>
        <translation>Alle Ihre anderen Geräte werden sofort abgemeldet und Ihre Schlüssel für Skripte eingefroren. Dann setzen Sie ein neues Passwort und einen neuen zweiten Faktor. Ihre Aufgaben bleiben, wie sie sind, und was geschah, bleibt in der Liste der Ereignisse.</translation>
    </message>
    <message>
        <source>Lock them out</source>
        <translation>Aussperren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>They are locked out</source>
        <translation>Sie sind ausgesperrt</translation>
    </message>
    <message>
        <source>Devices signed out: %1. Keys frozen: %2. Now make sure that they cannot come back.</source>
        <translation>Abgemeldete Geräte: %1. Eingefrorene Schlüssel: %2. Sorgen Sie jetzt dafür, dass niemand zurückkommt.</translation>
    </message>
    <message>
        <source>1. Set a new password…</source>
        <translation>1. Neues Passwort setzen …</translation>
    </message>
    <message>
        <source>2. Set up the second factor anew…</source>
        <translation>2. Zweiten Faktor neu einrichten …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>1. The password is new</source>
        <translation>1. Das Passwort ist neu</translation>
    </message>
</context>
<context>
    <name>taskward::ui::NoticeBanner</name>
    <message>
        <source>That was me</source>
        <translation>Das war ich</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Nicht ich</translation>
    </message>
    <message>
        <source>Was this you? %1: %2</source>
        <translation>Waren Sie das? %1: %2</translation>
    </message>
</context>
<context>
    <name>taskward::ui::PassphraseDialog</name>
    <message>
        <source>This passphrase does not open the vault.</source>
        <translation>Diese Passphrase öffnet den Tresor nicht.</translation>
    </message>
    <message>
        <source>A passphrase for the vault</source>
        <translation>Eine Passphrase für den Tresor</translation>
    </message>
    <message>
        <source>Open the vault</source>
        <translation>Tresor öffnen</translation>
    </message>
    <message>
        <source>It opens your tasks on this computer and is sent nowhere. Take another one than for signing in, and keep it well: nobody can give it back to you.</source>
        <translation>Sie öffnet Ihre Aufgaben auf diesem Computer und wird nirgendwohin gesendet. Nehmen Sie eine andere als zum Anmelden und bewahren Sie sie gut auf: Niemand kann sie Ihnen zurückgeben.</translation>
    </message>
    <message>
        <source>Your passphrase opens your tasks on this computer. It is sent nowhere.</source>
        <translation>Ihre Passphrase öffnet Ihre Aufgaben auf diesem Computer. Sie wird nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Passphrase of the vault</source>
        <translation>Passphrase des Tresors</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Use this passphrase</source>
        <translation>Diese Passphrase benutzen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::PasswordPage</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Copy the reference</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Copy the reference for whoever helps</source>
        <translation>Die Kennung kopieren, für wer auch immer hilft</translation>
    </message>
    <message>
        <source>Recognised by the connect code: %1 …</source>
        <translation>Am Verbindungscode erkannt: %1 …</translation>
    </message>
    <message>
        <source>Vouched for by your system: %1 …</source>
        <translation>Ihr System bürgt dafür: %1 …</translation>
    </message>
    <message>
        <source>The fingerprint you compared: %1 …</source>
        <translation>Der Fingerabdruck, den Sie verglichen haben: %1 …</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>E-mail or password is not right.</source>
        <translation>E-Mail oder Passwort stimmt nicht.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ProbeChecklist</name>
    <message>
        <source>The name is found</source>
        <translation>Der Name wird gefunden</translation>
    </message>
    <message>
        <source>The computer answers</source>
        <translation>Der Rechner antwortet</translation>
    </message>
    <message>
        <source>The connection is encrypted</source>
        <translation>Die Verbindung ist verschlüsselt</translation>
    </message>
    <message>
        <source>It is a Taskward server</source>
        <translation>Es ist ein Taskward-Server</translation>
    </message>
    <message>
        <source>The versions fit</source>
        <translation>Die Versionen passen zusammen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ProofDialog</name>
    <message>
        <source>Confirm that it is you</source>
        <translation>Bestätigen Sie, dass Sie es sind</translation>
    </message>
    <message>
        <source>What you asked for is done as soon as you confirm.</source>
        <translation>Was Sie wollten, geschieht, sobald Sie bestätigen.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Password of %1</source>
        <translation>&amp;Passwort von %1</translation>
    </message>
    <message>
        <source>&amp;Code of your authenticator, or a recovery code</source>
        <translation>&amp;Code Ihres Authenticators oder ein Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::QrView</name>
    <message>
        <source>QR code of the key</source>
        <translation>QR-Code des Schlüssels</translation>
    </message>
    <message>
        <source>For the camera of your phone. The same key stands beside it in letters, to be typed or copied.</source>
        <translation>Für die Kamera Ihres Telefons. Derselbe Schlüssel steht daneben in Buchstaben, zum Abtippen oder Kopieren.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::QuickEntry</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>Aufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Enter adds it. Understands today, tomorrow, a weekday, a date, p1 to p4, #project and @label.</source>
        <translation>Die Eingabetaste fügt sie hinzu. Verstanden werden today, tomorrow, ein englischer Wochentag, ein Datum, p1 bis p4, #Projekt und @Etikett.</translation>
    </message>
    <message>
        <source>Add the task</source>
        <translation>Die Aufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Due %1</source>
        <translation>Fällig %1</translation>
    </message>
    <message>
        <source>Priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>Not meant so: keep the words in the title</source>
        <translation>Nicht so gemeint: Die Wörter bleiben im Titel</translation>
    </message>
    <message>
        <source>%1: keep the words in the title instead</source>
        <translation>%1: Die Wörter stattdessen im Titel lassen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::RecoveryCodesView</name>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alle kopieren</translation>
    </message>
    <message>
        <source>Code %1 of %2: %3</source>
        <translation>Code %1 von %2: %3</translation>
    </message>
    <message>
        <source>Recovery codes of %1 for Taskward, made on %2</source>
        <translation>Wiederherstellungscodes von %1 für Taskward, erzeugt am %2</translation>
    </message>
    <message>
        <source>Each works once, in place of the code of your phone. Keep them away from the phone and from your password. Nobody will ever ask you for them.</source>
        <translation>Jeder gilt einmal, anstelle des Codes Ihres Telefons. Bewahren Sie sie getrennt vom Telefon und von Ihrem Passwort auf. Niemand wird Sie je danach fragen.</translation>
    </message>
    <message>
        <source>Save the recovery codes</source>
        <translation>Wiederherstellungscodes speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>taskward-recovery-codes.txt</source>
        <translation>taskward-wiederherstellungscodes.txt</translation>
    </message>
    <message>
        <source>Saved. Only you can read the file; move it to a safe place.</source>
        <translation>Gespeichert. Nur Sie können die Datei lesen; bringen Sie sie an einen sicheren Ort.</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker gesendet.</translation>
    </message>
    <message>
        <source>Copied for 30 seconds. Paste them where you keep passwords.</source>
        <translation>Für 30 Sekunden kopiert. Fügen Sie sie dort ein, wo Sie Passwörter aufbewahren.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::RefusedDialog</name>
    <message>
        <source>A project</source>
        <translation>Ein Projekt</translation>
    </message>
    <message>
        <source>A section</source>
        <translation>Ein Abschnitt</translation>
    </message>
    <message>
        <source>A label</source>
        <translation>Ein Etikett</translation>
    </message>
    <message>
        <source>A task</source>
        <translation>Eine Aufgabe</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Changes that the server did not take</source>
        <translation>Änderungen, die der Server nicht annahm</translation>
    </message>
    <message>
        <source>They are kept here until you decide. Nothing else waits for them.</source>
        <translation>Sie bleiben hier, bis Sie entscheiden. Nichts anderes wartet auf sie.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>There is none left.</source>
        <translation>Es ist keine mehr da.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SecretField</name>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide: %1</source>
        <translation>Verbergen: %1</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SectionActions</name>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Move section up</source>
        <translation>Abschnitt nach oben</translation>
    </message>
    <message>
        <source>Move section down</source>
        <translation>Abschnitt nach unten</translation>
    </message>
    <message>
        <source>Delete section…</source>
        <translation>Abschnitt löschen …</translation>
    </message>
    <message>
        <source>Section renamed</source>
        <translation>Abschnitt umbenannt</translation>
    </message>
    <message>
        <source>Section moved</source>
        <translation>Abschnitt verschoben</translation>
    </message>
    <message>
        <source>Delete the section “%1”?</source>
        <translation>Den Abschnitt „%1“ löschen?</translation>
    </message>
    <message>
        <source>Its tasks can stay in the project, in no section, or be deleted with it. Deleting them cannot be undone.</source>
        <translation>Seine Aufgaben können ohne Abschnitt im Projekt bleiben oder mit ihm gelöscht werden. Das Löschen lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete with its tasks</source>
        <translation>Mit den Aufgaben löschen</translation>
    </message>
    <message>
        <source>Keep the tasks</source>
        <translation>Aufgaben behalten</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SecurityPage</name>
    <message>
        <source>These tasks are on this computer alone. There is no account that somebody else could sign in to, and nothing to set here: your login to this computer and its keychain protect them.</source>
        <translation>Diese Aufgaben sind nur auf diesem Computer. Es gibt kein Konto, bei dem sich jemand anders anmelden könnte, und nichts einzustellen: Ihre Anmeldung an diesem Computer und sein Schlüsselbund schützen sie.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Keys for scripts</source>
        <translation>Schlüssel für Skripte</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Set on %1</source>
        <translation>Gesetzt am %1</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Whoever learns your password can sign in.</source>
        <translation>Wer Ihr Passwort erfährt, kann sich anmelden.</translation>
    </message>
    <message>
        <source>Your organisation asks for it from %1 on.</source>
        <translation>Ihre Organisation verlangt ihn ab %1.</translation>
    </message>
    <message>
        <source>Your organisation asks for it.</source>
        <translation>Ihre Organisation verlangt ihn.</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>Nicht eingerichtet</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten …</translation>
    </message>
    <message>
        <source>An authenticator, since %1</source>
        <translation>Ein Authenticator, seit %1</translation>
    </message>
    <message>
        <source>An authenticator</source>
        <translation>Ein Authenticator</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Another phone…</source>
        <translation>Anderes Telefon …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>%1 are left</source>
        <translation>%1 sind übrig</translation>
    </message>
    <message>
        <source>You have not shown yet that you kept them</source>
        <translation>Sie haben noch nicht gezeigt, dass Sie sie aufbewahrt haben</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht aufbewahrt</translation>
    </message>
    <message>
        <source>Few left</source>
        <translation>Nur wenige übrig</translation>
    </message>
    <message>
        <source>New codes…</source>
        <translation>Neue Codes …</translation>
    </message>
    <message>
        <source>Remove the second factor?</source>
        <translation>Den zweiten Faktor entfernen?</translation>
    </message>
    <message>
        <source>From then on the password alone lets in. Your recovery codes end too.</source>
        <translation>Von da an genügt das Passwort allein. Auch Ihre Wiederherstellungscodes enden.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ServerCard</name>
    <message>
        <source>Careful: this name looks like “%1”, which you know, but it is another one. It reads “%2”. Type nothing here unless you are sure.</source>
        <translation>Vorsicht: Dieser Name sieht aus wie „%1“, den Sie kennen, ist aber ein anderer. Er lautet „%2“. Geben Sie hier nichts ein, wenn Sie nicht sicher sind.</translation>
    </message>
    <message>
        <source>Careful: the name “%1” mixes letters of several alphabets. Names are made so to be taken for others.</source>
        <translation>Vorsicht: Der Name „%1“ mischt Buchstaben mehrerer Alphabete. So macht man Namen, die mit anderen verwechselt werden sollen.</translation>
    </message>
    <message>
        <source>The name has letters beyond a to z: “%1”. Is it the one you were given?</source>
        <translation>Der Name hat Buchstaben außerhalb von a bis z: „%1“. Ist es der, den man Ihnen gegeben hat?</translation>
    </message>
    <message>
        <source>The server on this computer</source>
        <translation>Der Server auf diesem Computer</translation>
    </message>
    <message>
        <source>Vouched for by your system</source>
        <translation>Ihr System bürgt dafür</translation>
    </message>
    <message>
        <source>Its key is the one you trusted: %1 …</source>
        <translation>Sein Schlüssel ist der, dem Sie vertraut haben: %1 …</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>Server: %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
</context>
<context>
    <name>taskward::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::Sidebar</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search tasks</source>
        <translation>Aufgaben suchen</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>Its sections are deleted as well. Its tasks can go to the Inbox, or be deleted with it. This cannot be undone; an archived project can be brought back.</source>
        <translation>Seine Abschnitte werden mit gelöscht. Seine Aufgaben können in den Eingang gehen oder mit ihm gelöscht werden. Das lässt sich nicht rückgängig machen; ein archiviertes Projekt lässt sich zurückholen.</translation>
    </message>
    <message>
        <source>Delete with its tasks</source>
        <translation>Mit den Aufgaben löschen</translation>
    </message>
    <message>
        <source>Move the tasks to the Inbox</source>
        <translation>Aufgaben in den Eingang</translation>
    </message>
    <message>
        <source>Project archived</source>
        <translation>Projekt archiviert</translation>
    </message>
    <message>
        <source>Project brought back</source>
        <translation>Projekt zurückgeholt</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt …</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Heute fällig</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SidebarList</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Inbox, Today, Upcoming, your projects and labels</source>
        <translation>Eingang, Heute, Demnächst, Ihre Projekte und Etiketten</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SidebarModel</name>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Upcoming</source>
        <translation>Demnächst</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiketten</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>%1, %2 open</source>
        <translation>%1, %2 offen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SignInAgainDialog</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>&amp;Password of %1</source>
        <translation>&amp;Passwort von %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SignInPage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>taskward::ui::Skeleton</name>
    <message>
        <source>Reading your tasks</source>
        <translation>Ihre Aufgaben werden gelesen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::StrengthMeter</name>
    <message>
        <source>At least %1 characters, anything you like. A few words are easiest.</source>
        <translation>Mindestens %1 Zeichen, was Sie wollen. Ein paar Wörter sind am einfachsten.</translation>
    </message>
    <message>
        <source>This one is fine.</source>
        <translation>Das ist gut so.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SubtaskList</name>
    <message>
        <source>Add a sub-task</source>
        <translation>Teilaufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Sub-tasks</source>
        <translation>Teilaufgaben</translation>
    </message>
    <message>
        <source>Sub-tasks  %1/%2</source>
        <translation>Teilaufgaben  %1/%2</translation>
    </message>
    <message>
        <source>Complete %1</source>
        <translation>%1 erledigen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>taskward::ui::SyncFoot</name>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Sync now. %1, %2</source>
        <translation>Jetzt abgleichen. %1, %2</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskActions</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Erledigen</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Heute fällig</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>Morgen fällig</translation>
    </message>
    <message>
        <source>Due in a week</source>
        <translation>In einer Woche fällig</translation>
    </message>
    <message>
        <source>Choose a day…</source>
        <translation>Tag wählen …</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Make it a sub-task</source>
        <translation>Zur Teilaufgabe machen</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herauslösen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Next task</source>
        <translation>Nächste Aufgabe</translation>
    </message>
    <message>
        <source>Previous task</source>
        <translation>Vorige Aufgabe</translation>
    </message>
    <message>
        <source>Priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>No priority</source>
        <translation>Keine Priorität</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Verschieben nach</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Due %1</source>
        <translation>Fällig %1</translation>
    </message>
    <message>
        <source>Date removed</source>
        <translation>Datum entfernt</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskDelegate</name>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskEdits</name>
    <message>
        <source>Add task</source>
        <translation>Aufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>Completed “%1”</source>
        <translation>„%1“ erledigt</translation>
    </message>
    <message>
        <source>Completed %1 tasks</source>
        <translation>%1 Aufgaben erledigt</translation>
    </message>
    <message>
        <source>Deleted “%1”</source>
        <translation>„%1“ gelöscht</translation>
    </message>
    <message>
        <source>Deleted %1 tasks</source>
        <translation>%1 Aufgaben gelöscht</translation>
    </message>
    <message>
        <source>Move task</source>
        <translation>Aufgabe verschieben</translation>
    </message>
    <message>
        <source>another project</source>
        <translation>ein anderes Projekt</translation>
    </message>
    <message>
        <source>Moved to %1</source>
        <translation>Verschoben nach %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskFieldButtons</name>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiketten</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Change due date</source>
        <translation>Fälligkeit ändern</translation>
    </message>
    <message>
        <source>Change start</source>
        <translation>Beginn ändern</translation>
    </message>
    <message>
        <source>Priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>Change priority</source>
        <translation>Priorität ändern</translation>
    </message>
    <message>
        <source>Move task</source>
        <translation>Aufgabe verschieben</translation>
    </message>
    <message>
        <source>Change labels</source>
        <translation>Etiketten ändern</translation>
    </message>
    <message>
        <source>New label…</source>
        <translation>Neues Etikett …</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskListModel</name>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskListPage</name>
    <message>
        <source>More for this list</source>
        <translation>Mehr zu dieser Liste</translation>
    </message>
    <message>
        <source>Progress of the first synchronisation</source>
        <translation>Fortschritt des ersten Abgleichs</translation>
    </message>
    <message>
        <source>1 task</source>
        <translation>1 Aufgabe</translation>
    </message>
    <message>
        <source>%1 tasks</source>
        <translation>%1 Aufgaben</translation>
    </message>
    <message>
        <source>Tasks of %1</source>
        <translation>Aufgaben in %1</translation>
    </message>
    <message>
        <source>This list cannot be shown</source>
        <translation>Diese Liste lässt sich nicht anzeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Getting your tasks, %1 of %2</source>
        <translation>Ihre Aufgaben werden geholt, %1 von %2</translation>
    </message>
    <message>
        <source>Getting your tasks</source>
        <translation>Ihre Aufgaben werden geholt</translation>
    </message>
    <message>
        <source>Show completed</source>
        <translation>Erledigte zeigen</translation>
    </message>
    <message>
        <source>Add a section…</source>
        <translation>Abschnitt hinzufügen …</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TaskListView</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Space completes, Enter opens, Delete deletes. Alt with the up and down arrows moves a task.</source>
        <translation>Leertaste erledigt, Eingabe öffnet, Entf löscht. Alt mit den Pfeilen nach oben und unten verschiebt eine Aufgabe.</translation>
    </message>
    <message>
        <source>%1 tasks</source>
        <translation>%1 Aufgaben</translation>
    </message>
    <message>
        <source>Moved to %1</source>
        <translation>Verschoben nach %1</translation>
    </message>
</context>
<context>
    <name>taskward::ui::Toast</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Copy reference</source>
        <translation>Kennung kopieren</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TotpWizard</name>
    <message>
        <source>&amp;One of the ten codes</source>
        <translation>&amp;Einer der zehn Codes</translation>
    </message>
    <message>
        <source>One of the ten codes</source>
        <translation>Einer der zehn Codes</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to the codes</source>
        <translation>Zurück zu den Codes</translation>
    </message>
    <message>
        <source>Cannot scan? Type this key instead:</source>
        <translation>Kein Einlesen möglich? Tippen Sie stattdessen diesen Schlüssel:</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>&amp;Code that the phone shows</source>
        <translation>&amp;Code, den das Telefon zeigt</translation>
    </message>
    <message>
        <source>Code that the phone shows</source>
        <translation>Code, den das Telefon zeigt</translation>
    </message>
    <message>
        <source>Six digits</source>
        <translation>Sechs Ziffern</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Make new codes</source>
        <translation>Neue Codes erzeugen</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>I have kept them</source>
        <translation>Ich habe sie aufbewahrt</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Set up a second factor</source>
        <translation>Zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>Signing in then asks for your password and for a code of your phone. You need an authenticator on the phone: Aegis, FreeOTP, 2FAS and every other one will do. First you confirm that it is you.</source>
        <translation>Das Anmelden verlangt dann Ihr Passwort und einen Code Ihres Telefons. Sie brauchen einen Authenticator auf dem Telefon: Aegis, FreeOTP, 2FAS und jeder andere taugen. Zuerst bestätigen Sie, dass Sie es sind.</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Neue Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>The ones that you have end. First you confirm that it is you.</source>
        <translation>Die bisherigen enden. Zuerst bestätigen Sie, dass Sie es sind.</translation>
    </message>
    <message>
        <source>Scan this with your phone</source>
        <translation>Lesen Sie das mit Ihrem Telefon ein</translation>
    </message>
    <message>
        <source>In the authenticator, add an account and point the camera here. Then type the code that it shows.</source>
        <translation>Fügen Sie im Authenticator ein Konto hinzu und richten Sie die Kamera hierher. Geben Sie dann den Code ein, den er zeigt.</translation>
    </message>
    <message>
        <source>Keep these recovery codes</source>
        <translation>Bewahren Sie diese Wiederherstellungscodes auf</translation>
    </message>
    <message>
        <source>When the phone is lost, broken or new, one of these lets you in. Each works once. They are shown this one time.</source>
        <translation>Ist das Telefon verloren, kaputt oder neu, lässt einer davon Sie hinein. Jeder gilt einmal. Sie werden nur dieses eine Mal gezeigt.</translation>
    </message>
    <message>
        <source>Type one of them</source>
        <translation>Geben Sie einen davon ein</translation>
    </message>
    <message>
        <source>From where you kept it, on paper or in your password manager. It is not used up by this.</source>
        <translation>Von dort, wo Sie ihn aufbewahren, vom Papier oder aus Ihrem Passwortverwalter. Er wird dadurch nicht verbraucht.</translation>
    </message>
    <message>
        <source>The second factor is set up</source>
        <translation>Der zweite Faktor ist eingerichtet</translation>
    </message>
    <message>
        <source>The new codes are in force</source>
        <translation>Die neuen Codes gelten</translation>
    </message>
    <message>
        <source>Ten recovery codes are left. Taskward tells you when they run low.</source>
        <translation>Zehn Wiederherstellungscodes sind übrig. Taskward sagt Ihnen, wenn sie knapp werden.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Copied for 30 seconds.</source>
        <translation>Für 30 Sekunden kopiert.</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>Schlüssel: %1</translation>
    </message>
    <message>
        <source>This is none of the ten codes. Look again where you kept them.</source>
        <translation>Das ist keiner der zehn Codes. Sehen Sie noch einmal nach, wo Sie sie aufbewahren.</translation>
    </message>
</context>
<context>
    <name>taskward::ui::TroublePage</name>
    <message>
        <source>Unlock the keychain</source>
        <translation>Schlüsselbund entsperren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Read anew from the server</source>
        <translation>Neu vom Server lesen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Copy the reference for whoever helps</source>
        <translation>Die Kennung kopieren, für wer auch immer hilft</translation>
    </message>
    <message>
        <source>Copy the reference %1</source>
        <translation>Die Kennung %1 kopieren</translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>Warten auf den Schlüsselbund …</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht …</translation>
    </message>
    <message>
        <source>Look at the keychain…</source>
        <translation>Den Schlüsselbund ansehen …</translation>
    </message>
</context>
<context>
    <name>taskward::ui::WelcomePage</name>
    <message>
        <source>Welcome to Taskward</source>
        <translation>Willkommen bei Taskward</translation>
    </message>
    <message>
        <source>Where should your tasks live? Either way they are encrypted on this computer and work without a network.</source>
        <translation>Wo sollen Ihre Aufgaben wohnen? In beiden Fällen sind sie auf diesem Rechner verschlüsselt und ohne Netz zu gebrauchen.</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>For you alone. Nothing to set up, nothing leaves this machine.</source>
        <translation>Für Sie allein. Nichts ist einzurichten, nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>For a team, or for several computers. You need its address or a code.</source>
        <translation>Für ein Team oder für mehrere Rechner. Sie brauchen seine Adresse oder einen Code.</translation>
    </message>
    <message>
        <source>Preparing your tasks on this computer…</source>
        <translation>Ihre Aufgaben werden auf diesem Rechner vorbereitet …</translation>
    </message>
</context>
<context>
    <name>taskward::ui::WhenPicker</name>
    <message>
        <source>Choose a day</source>
        <translation>Tag wählen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>This weekend</source>
        <translation>Dieses Wochenende</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Nächste Woche</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
</context>
<context>
    <name>taskward::ui::WorkspacePage</name>
    <message>
        <source>Add a task</source>
        <translation>Aufgabe hinzufügen</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Upcoming</source>
        <translation>Demnächst</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>In der Liste</translation>
    </message>
    <message>
        <source>Take over what the server has?</source>
        <translation>Den Stand des Servers übernehmen?</translation>
    </message>
    <message>
        <source>Your lists are read anew from %1 and your waiting changes are sent to it. If the server was restored from a backup by mistake, wait instead: nothing here is changed until you decide.</source>
        <translation>Ihre Listen werden neu von %1 gelesen und Ihre wartenden Änderungen dorthin gesendet. Wurde der Server irrtümlich aus einer Sicherung wiederhergestellt, warten Sie lieber: Hier ändert sich nichts, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
</context>
</TS>
