module dunlog.org/independent

go 1.18

require (
	filippo.io/age v1.1.1
	golang.org/x/mod v0.14.0
)

require (
	golang.org/x/crypto v0.4.0 // indirect
	golang.org/x/sys v0.3.0 // indirect
)
