SELECT path FROM unit WHERE id = $1
